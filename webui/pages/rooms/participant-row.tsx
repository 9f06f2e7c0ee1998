import {useComputed, type ReadonlySignal} from '@preact/signals';
import {useLayoutEffect, useRef} from 'preact/hooks';
import type {ParticipantView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Chip, Icon, Meter} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {Elapsed} from './elapsed.js';
import {FailureNote} from './failure-note.js';
import {ParticipantActions} from './participant-actions.js';
import {initials, meterPart, named, soundOf, whereFrom, whoIs} from './words.js';

export type ParticipantRowProps = {store: Store; participant: ParticipantView; nowMs: ReadonlySignal<number>};

export function ParticipantRow({store, participant: told, nowMs}: ParticipantRowProps) {
	const translator = useTranslator();
	const participant = named(told, store.live.value.lines.lines);
	const {muted, held, talking} = participant;
	const who = whoIs(participant, translator);
	return (
		<li class={`participant${muted || held ? ' unheard' : ''}`} ref={useFocusHeir()} data-participant={participant.id}>
			<TalkLight name={participant.name} talking={talking && !muted && !held} />
			<div class="participant-who">
				<span class="participant-name">{who}</span>
				<span class="participant-from">{whereFrom(participant)}</span>
			</div>
			<States participant={participant} />
			<div class="participant-sound">
				<span class="participant-facts">
					<Sound codec={participant.codec} />
					<span><span class="hidden">{translator.t('participant.timeIn', {time: ''})}</span><Elapsed since={participant.joinedAt} nowMs={nowMs} /></span>
				</span>
				<Level store={store} participant={participant} />
			</div>
			{store.mayControl.value && <ParticipantActions {...{store, who, muted}} id={participant.id} />}
			<FailureNote store={store} subject={participant.id} />
		</li>
	);
}

function TalkLight({name, talking}: {name: string; talking: boolean}) {
	const {t} = useTranslator();
	return (
		<span class={`talk-light${talking ? ' talking' : ''}`}>
			<span aria-hidden="true">{initials(name) || <Icon name="phone" />}</span>
			{talking && <span class="hidden">{t('participant.talking')}</span>}
		</span>
	);
}

function States({participant: {role, muted, held, encrypted}}: {participant: ParticipantView}) {
	const {t} = useTranslator();
	return (
		<div class="participant-states">
			{muted && <Chip tone="strong" icon="mic-off">{t('participant.muted')}</Chip>}
			{held && <Chip tone="strong" icon="pause">{t('participant.held')}</Chip>}
			{role === 'leader' && <Chip tone="accent" icon="star">{t('participant.leader')}</Chip>}
			{encrypted && <Chip icon="lock">{t('participant.encrypted')}</Chip>}
		</div>
	);
}

function Sound({codec}: {codec: string}) {
	const {t} = useTranslator();
	const sound = soundOf(codec);
	if (!sound) return <span>{t('participant.noMedia')}</span>;
	const kind = sound.wideband ? 'hd' : 'standard';
	return <span class={`sound ${kind}`} title={t(`participant.${kind}Title`, {codec: sound.name})}>{t(`participant.${kind}`)}</span>;
}

/** What a muted caller says is not heard, so it is not shown either. */
function Level({store, participant}: {store: Store; participant: ParticipantView}) {
	const level = store.levels.of(participant.id);
	const value = useComputed(() => meterPart(level.value));
	return participant.muted || participant.held ? <span class="meter" aria-hidden="true" /> : <Meter value={value} />;
}

/** When a row goes while the focus is in it, the focus goes to the room's heading instead of getting lost. */
function useFocusHeir() {
	const ref = useRef<HTMLLIElement>(null);
	useLayoutEffect(() => {
		const row = ref.current;
		return () => {
			if (row?.contains(document.activeElement)) row.closest('section')?.querySelector('h2')?.focus();
		};
	}, []);
	return ref;
}
