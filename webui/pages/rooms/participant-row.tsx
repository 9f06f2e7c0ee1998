import {useComputed, type ReadonlySignal} from '@preact/signals';
import {useId, useLayoutEffect, useRef, useState} from 'preact/hooks';
import type {LinesView, ParticipantView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Chip, Icon, Meter} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {drawnOnChange} from './drawn-on-change.js';
import {Elapsed} from './elapsed.js';
import {FailureNote} from './failure-note.js';
import {ParticipantActions} from './participant-actions.js';
import {Floor, ParticipantDetails} from './participant-details.js';
import {QualityButton} from './quality-button.js';
import {initials, meterPart, named, soundOf, whereFrom, whoIs} from './words.js';

export type ParticipantRowProps = {store: Store; participant: ParticipantView; lines: LinesView; inLecture: boolean; nowMs: ReadonlySignal<number>};

export const ParticipantRow = drawnOnChange(({store, participant: told, lines, inLecture, nowMs}: ParticipantRowProps) => {
	const translator = useTranslator();
	const [open, setOpen] = useState(false);
	const id = useId();
	const participant = named(told, lines, translator);
	const {muted, talking, hand, floor} = participant;
	const who = whoIs(participant, translator);
	const unheard = isUnheard(participant, inLecture);
	return (
		<li class={`participant${unheard ? ' unheard' : ''}`} ref={useFocusHeir()} data-participant={participant.id}>
			<TalkLight name={participant.name} talking={talking && !unheard} />
			<div class="participant-who">
				<span class="participant-name">{who}</span>
				<span class="participant-from">{whereFrom(participant)}</span>
				<States participant={participant} inLecture={inLecture} />
			</div>
			<div class="participant-sound">
				<span class="participant-facts">
					<Sound codec={participant.codec} />
					<span><span class="hidden">{translator.t('participant.timeIn', {time: ''})}</span><Elapsed since={participant.joinedAt} nowMs={nowMs} /></span>
				</span>
				<Level store={store} participant={participant} unheard={unheard} />
			</div>
			<QualityButton who={who} quality={participant.quality} open={open} controls={id} onPress={() => setOpen(!open)} />
			{store.mayControl.value && <ParticipantActions {...{store, who, muted}} id={participant.id} />}
			{store.mayControl.value && (hand || floor) && <Floor store={store} participant={participant} who={who} />}
			{open && <ParticipantDetails {...{store, participant, who, id, inLecture}} />}
			<FailureNote store={store} subject={participant.id} />
		</li>
	);
});

/** What the room does not hear is not shown as heard. */
function isUnheard({role, muted, held, floor}: ParticipantView, inLecture: boolean): boolean {
	return muted || held || (inLecture && role !== 'leader' && !floor);
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

function States({participant: {role, muted, held, encrypted, hand, floor}, inLecture}: {participant: ParticipantView; inLecture: boolean}) {
	const {t} = useTranslator();
	const listens = inLecture && role !== 'leader' && !floor && !muted;
	return (
		<div class="participant-states">
			{hand && <Chip tone="accent" icon="hand">{t('participant.hand')}</Chip>}
			{floor && <Chip tone="good" icon="mic">{t('participant.floor')}</Chip>}
			{muted && <Chip tone="strong" icon="mic-off">{t('participant.muted')}</Chip>}
			{held && <Chip tone="strong" icon="pause">{t('participant.held')}</Chip>}
			{listens && <Chip icon="ear">{t('participant.listens')}</Chip>}
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
function Level({store, participant, unheard}: {store: Store; participant: ParticipantView; unheard: boolean}) {
	const level = store.levels.of(participant.id);
	const value = useComputed(() => meterPart(level.value));
	return unheard ? <span class="meter" aria-hidden="true" /> : <Meter value={value} />;
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
