import type {ReadonlySignal} from '@preact/signals';
import {useLayoutEffect, useRef} from 'preact/hooks';
import type {LinesView, RoomView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Chip, focusHeading} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {drawnOnChange} from './drawn-on-change.js';
import {FailureNote} from './failure-note.js';
import {FormerParticipants} from './former-participants.js';
import {Invite} from './invite.js';
import {ParticipantRow} from './participant-row.js';
import {RoomActions} from './room-actions.js';
import {RoomSound} from './room-sound.js';
import {titleOf} from './words.js';

export type RoomCardProps = {store: Store; room: RoomView; lines: LinesView; nowMs: ReadonlySignal<number>};

export const RoomCard = drawnOnChange(({store, room, lines, nowMs}: RoomCardProps) => {
	const translator = useTranslator();
	const title = titleOf(room, translator);
	return (
		<section class="room" ref={useFocusHeir()} aria-labelledby={`room-${room.id}`} data-room={room.id}>
			<header class="room-head">
				<div class="room-about">
					<h2 id={`room-${room.id}`} tabIndex={-1}>{title}</h2>
					<RoomFacts room={room} />
					<RoomStates room={room} />
				</div>
				{store.mayControl.value && <RoomActions store={store} room={room} />}
			</header>
			<FailureNote store={store} subject={room.id} />
			<div class="room-tools">
				{store.mayControl.value && <Invite store={store} room={room} />}
				<RoomSound room={room} lines={lines} />
			</div>
			<ul class="participants" aria-label={translator.t('room.participants', {room: title})}>
				{room.participants.map(one => <ParticipantRow key={one.id} {...{store, lines, nowMs}} participant={one} inLecture={room.lecture} />)}
			</ul>
			<FormerParticipants store={store} room={room} lines={lines} />
		</section>
	);
});

/** When a room ends while the focus is in it, the page's heading has it. */
function useFocusHeir() {
	const ref = useRef<HTMLElement>(null);
	useLayoutEffect(() => {
		const room = ref.current;
		return () => {
			if (room?.contains(document.activeElement)) focusHeading();
		};
	}, []);
	return ref;
}

function RoomFacts({room: {extension, number, since, participants}}: {room: RoomView}) {
	const {t, count, timeOfDay} = useTranslator();
	return (
		<p class="room-facts">
			<span>{t('room.extension', {extension})}</span>
			{number !== null && <span>{t('room.number', {number})}</span>}
			<span>{count('room.people', participants.length)}</span>
			<span>{t('room.since', {time: timeOfDay(since)})}</span>
		</p>
	);
}

function RoomStates({room: {locked, allMuted, lecture, recording, participants}}: {room: RoomView}) {
	const {t, count} = useTranslator();
	const hands = participants.filter(({hand}) => hand).length;
	if (!locked && !allMuted && !lecture && recording === null && hands === 0) return null;
	return (
		<p class="room-states">
			{recording !== null && <Chip tone="alert" icon="record">{t('room.recording')}</Chip>}
			{lecture && <Chip tone="accent" icon="voice">{t('room.lecture')}</Chip>}
			{hands > 0 && <Chip tone="accent" icon="hand">{count('room.hands', hands)}</Chip>}
			{locked && <Chip tone="strong" icon="lock">{t('room.locked')}</Chip>}
			{allMuted && <Chip tone="strong" icon="mic-off">{t('room.allMuted')}</Chip>}
		</p>
	);
}
