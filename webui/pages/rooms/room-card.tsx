import type {ReadonlySignal} from '@preact/signals';
import type {RoomView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Chip} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {FailureNote} from './failure-note.js';
import {Invite} from './invite.js';
import {ParticipantRow} from './participant-row.js';
import {RoomActions} from './room-actions.js';
import {titleOf} from './words.js';

export type RoomCardProps = {store: Store; room: RoomView; nowMs: ReadonlySignal<number>};

export function RoomCard({store, room, nowMs}: RoomCardProps) {
	const translator = useTranslator();
	const title = titleOf(room, translator);
	return (
		<section class="room" aria-labelledby={`room-${room.id}`} data-room={room.id}>
			<header class="room-head">
				<div class="room-about">
					<h2 id={`room-${room.id}`} tabIndex={-1}>{title}</h2>
					<RoomFacts room={room} />
					<RoomStates room={room} />
				</div>
				{store.mayControl.value && <RoomActions store={store} room={room} />}
			</header>
			<FailureNote store={store} subject={room.id} />
			{store.mayControl.value && <Invite store={store} room={room} />}
			<ul class="participants" aria-label={translator.t('room.participants', {room: title})}>
				{room.participants.map(one => <ParticipantRow key={one.id} store={store} participant={one} nowMs={nowMs} />)}
			</ul>
		</section>
	);
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

function RoomStates({room: {locked, allMuted, recording}}: {room: RoomView}) {
	const {t} = useTranslator();
	if (!locked && !allMuted && recording === null) return null;
	return (
		<p class="room-states">
			{recording !== null && <Chip tone="alert" icon="record">{t('room.recording')}</Chip>}
			{locked && <Chip tone="strong" icon="lock">{t('room.locked')}</Chip>}
			{allMuted && <Chip tone="strong" icon="mic-off">{t('room.allMuted')}</Chip>}
		</p>
	);
}
