import type {ReadonlySignal} from '@preact/signals';
import type {LiveCall} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Icon} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {Elapsed} from './elapsed.js';
import {FailureNote} from './failure-note.js';
import {ParticipantActions} from './participant-actions.js';
import {initials, named, whereFrom, whoIs} from './words.js';

/** Those who have called and are in no room yet. */
export function CallsAtPrompts({store, calls, nowMs}: {store: Store; calls: readonly LiveCall[]; nowMs: ReadonlySignal<number>}) {
	const {t} = useTranslator();
	return (
		<section class="room prompts" aria-labelledby="prompts-title">
			<header class="room-head">
				<div class="room-about">
					<h2 id="prompts-title">{t('prompts.title')}</h2>
					<p class="room-facts">{t('prompts.hint')}</p>
				</div>
			</header>
			<ul class="participants" aria-labelledby="prompts-title">
				{calls.map(call => <CallRow key={call.id} store={store} call={call} nowMs={nowMs} />)}
			</ul>
		</section>
	);
}

function CallRow({store, call: told, nowMs}: {store: Store; call: LiveCall; nowMs: ReadonlySignal<number>}) {
	const translator = useTranslator();
	const call = named(told, store.live.value.lines, translator);
	const who = whoIs(call, translator);
	return (
		<li class="participant" data-call={call.id}>
			<span class="talk-light"><span aria-hidden="true">{initials(call.name) || <Icon name="phone" />}</span></span>
			<div class="participant-who">
				<span class="participant-name">{who}</span>
				<span class="participant-from">{whereFrom(call)}</span>
			</div>
			<div class="participant-states">{call.stage === 'calling' ? translator.t('prompts.calling') : translator.t('prompts.dialled', {number: call.dialled})}</div>
			<div class="participant-sound"><span class="participant-facts"><Elapsed since={call.startedAt} nowMs={nowMs} /></span></div>
			{store.mayControl.value && <ParticipantActions {...{store, who}} id={call.id} muted={null} />}
			<FailureNote store={store} subject={call.id} />
		</li>
	);
}
