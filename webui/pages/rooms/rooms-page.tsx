import {useTranslator} from '../../i18n/index.js';
import type {Store} from '../../store/index.js';
import {useNow} from '../now.js';
import {CallsAtPrompts} from './calls-at-prompts.js';
import {Empty} from './empty.js';
import {RoomCard} from './room-card.js';
import {inOrder} from './words.js';

/** Who is in which room now. */
export function RoomsPage({store}: {store: Store}) {
	const {t} = useTranslator();
	const nowMs = useNow();
	const {box, rooms, calls, lines} = store.live.value;
	if (!box) return <main class="page" id="content" tabIndex={-1}><p class="opening">{t('app.opening')}</p></main>;
	const atPrompts = calls.filter(({stage}) => stage !== 'room');
	const isEmpty = rooms.length === 0 && atPrompts.length === 0;
	return (
		<main class="page" id="content" tabIndex={-1}>
			<Heading store={store} />
			{inOrder(rooms).map(room => <RoomCard key={room.id} {...{store, room, lines, nowMs}} />)}
			{atPrompts.length > 0 && <CallsAtPrompts store={store} calls={atPrompts} nowMs={nowMs} />}
			{isEmpty && <Empty dialPlan={store.dialPlan.value} hasTelephones={store.live.value.simulator.running} />}
		</main>
	);
}

function Heading({store}: {store: Store}) {
	const {t, count} = useTranslator();
	const {rooms} = store.live.value;
	const people = rooms.reduce((sum, room) => sum + room.participants.length, 0);
	return (
		<div class="page-head">
			<h1>{t('rooms.title')}</h1>
			{rooms.length > 0 && <p>{t('rooms.summary', {rooms: count('rooms.count', rooms.length), people: count('room.people', people)})}</p>}
		</div>
	);
}
