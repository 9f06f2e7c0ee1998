import {useState} from 'preact/hooks';
import type {RoomView} from '../../../firmware/contract/index.js';
import {useTranslator, type TextKey} from '../../i18n/index.js';
import {Button, ConfirmDialog, type IconName} from '../../kit/index.js';
import type {RoomAsk, Store} from '../../store/index.js';
import {titleOf} from './words.js';

type Offer = {kind: RoomAsk['kind']; icon: IconName; text: TextKey};

/** What can be asked of a room as it is now: each offer is the way out of the present state. */
function offersFor(room: RoomView): Offer[] {
	return [
		room.locked ? {kind: 'unlock', icon: 'unlock', text: 'room.unlock'} : {kind: 'lock', icon: 'lock', text: 'room.lock'},
		room.allMuted ? {kind: 'unmute-all', icon: 'mic', text: 'room.unmuteAll'} : {kind: 'mute-all', icon: 'mic-off', text: 'room.muteAll'},
		room.lecture ? {kind: 'end-lecture', icon: 'people', text: 'room.endLecture'} : {kind: 'lecture', icon: 'voice', text: 'room.startLecture'},
		room.recording === null
			? {kind: 'record', icon: 'record', text: 'room.record'}
			: {kind: 'stop-recording', icon: 'stop', text: 'room.stopRecording'},
	];
}

export function RoomActions({store, room}: {store: Store; room: RoomView}) {
	const translator = useTranslator();
	const {t} = translator;
	const [ending, setEnding] = useState(false);
	const progress = store.progress.of(room.id);
	const waitsFor = progress.kind === 'waiting' ? progress.ask.kind : null;
	const perform = (kind: RoomAsk['kind']) => void store.progress.perform({kind, subject: room.id});
	const state = (kind: RoomAsk['kind']) => ({waiting: waitsFor === kind, inert: waitsFor !== null});
	return (
		<div class="room-actions" role="group" aria-label={t('room.actions', {room: titleOf(room, translator)})}>
			{offersFor(room).map(({kind, icon, text}, place) => (
				<Button key={place} icon={icon} {...state(kind)} onPress={() => perform(kind)}>{t(text)}</Button>
			))}
			<Button icon="hang-up" look="danger" {...state('end')} onPress={() => setEnding(true)}>{t('room.end')}</Button>
			{ending && <EndDialog room={room} onCancel={() => setEnding(false)} onConfirm={() => {
				setEnding(false);
				perform('end');
			}} />}
		</div>
	);
}

function EndDialog({room, onConfirm, onCancel}: {room: RoomView; onConfirm: () => void; onCancel: () => void}) {
	const translator = useTranslator();
	const {t, count} = translator;
	return (
		<ConfirmDialog
			title={t('room.endTitle', {room: titleOf(room, translator)})}
			text={count('room.endText', room.participants.length)}
			confirm={t('room.endConfirm')}
			cancel={t('room.endCancel')}
			onConfirm={onConfirm}
			onCancel={onCancel}
		/>
	);
}
