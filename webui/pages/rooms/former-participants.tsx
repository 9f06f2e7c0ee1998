import {useState} from 'preact/hooks';
import type {FormerParticipant, LinesView, RoomView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';
import {named, titleOf, whereFrom, whoIs} from './words.js';

const shownAtFirst = 3;

/** Who was in the room and left; can be called again. */
export function FormerParticipants({store, room, lines}: {store: Store; room: RoomView; lines: LinesView}) {
	const translator = useTranslator();
	const {t, count} = translator;
	if (room.left.length === 0) return null;
	const [first, rest] = [room.left.slice(0, shownAtFirst), room.left.slice(shownAtFirst)];
	const row = (former: FormerParticipant) => <Former key={former.id} store={store} room={room} former={named(former, lines, translator)} />;
	return (
		<div class="left" role="group" aria-label={t('kit.of', {what: t('room.left'), of: titleOf(room, translator)})}>
			<h3>{t('room.left')}</h3>
			<ul>{first.map(row)}</ul>
			{rest.length > 0 && <details><summary>{count('room.leftMore', rest.length)}</summary><ul>{rest.map(row)}</ul></details>}
		</div>
	);
}

function Former({store, room, former}: {store: Store; room: RoomView; former: FormerParticipant}) {
	const translator = useTranslator();
	const {t, failure, timeOfDay} = translator;
	const [state, setState] = useState<{waiting: boolean; refusal?: Failure}>({waiting: false});
	const who = whoIs(former, translator);
	const call = async () => {
		setState({waiting: true});
		const outcome = await store.request.post(`/rooms/${encodeURIComponent(room.id)}/left/${encodeURIComponent(former.id)}/call`);
		setState(outcome.ok ? {waiting: false} : {waiting: false, refusal: outcome.failure});
	};
	return (
		<li>
			<span class="left-who"><span class="participant-name">{who}</span> <span class="participant-from">{whereFrom(former)}</span></span>
			<span class="participant-from">{t('room.leftAt', {time: timeOfDay(former.leftAt)})}</span>
			{store.mayControl.value && former.number !== '' && (
				<Button icon="phone" label={t('participant.of', {action: t('room.callAgain'), who})} waiting={state.waiting} onPress={() => void call()}>{t('room.callAgain')}</Button>
			)}
			{state.refusal && (
				<Banner tone="error" dismiss={{label: t('failed.dismiss'), onPress: () => setState({waiting: false})}}>{t('room.callAgainFailed', {why: failure(state.refusal)})}</Banner>
			)}
		</li>
	);
}
