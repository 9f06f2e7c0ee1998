import {useState} from 'preact/hooks';
import type {LiveCall, RoomView} from '../../../firmware/contract/index.js';
import {useTranslator, type Translator} from '../../i18n/index.js';
import {Button, ConfirmDialog, EmptyState, Icon, Page, Skeleton, Table, type Column} from '../../kit/index.js';
import type {Live, Store} from '../../store/index.js';
import {wayOf} from '../lines/names.js';
import {useNow} from '../now.js';
import {Elapsed} from '../rooms/elapsed.js';
import {FailureNote} from '../rooms/failure-note.js';
import {named, titleOf, whoIs} from '../rooms/words.js';

/** All calls that are up now, whoever made them and wherever they are. */
export function CallsPage({store}: {store: Store}) {
	const {t, count} = useTranslator();
	const {box, calls} = store.live.value;
	if (!box) return <Page title={t('calls.title')}><Skeleton /></Page>;
	return (
		<Page title={t('calls.title')} summary={calls.length > 0 ? count('calls.count', calls.length) : undefined}>
			{calls.map(({id}) => <FailureNote key={id} store={store} subject={id} />)}
			{calls.length > 0
				? <CallTable store={store} live={store.live.value} />
				: <EmptyState icon="phone" title={t('calls.empty')}>{t('calls.emptyNext')} <a href="/history">{t('place.history')}</a>.</EmptyState>}
		</Page>
	);
}

function CallTable({store, live}: {store: Store; live: Live}) {
	const translator = useTranslator();
	const {t} = translator;
	const nowMs = useNow();
	const [ending, setEnding] = useState<LiveCall>();
	const who = (call: LiveCall) => whoIs(named(call, live.lines, translator), translator);
	const line = (call: LiveCall) => wayOf(call, live.lines, translator);
	const columns: readonly Column<LiveCall>[] = [
		{name: 'who', title: t('calls.who'), cell: call => <Who call={call} who={who(call)} />, sortBy: who},
		{name: 'way', title: t('calls.way'), cell: ({direction}) => <Way direction={direction} />, sortBy: ({direction}) => direction},
		{name: 'line', title: t('calls.line'), cell: line, sortBy: line},
		{name: 'dialled', title: t('calls.dialled'), cell: ({dialled}) => dialled || '–', sortBy: ({dialled}) => dialled},
		{name: 'stage', title: t('calls.stage'), cell: call => whereIs(call, live.rooms, translator), sortBy: call => whereIs(call, live.rooms, translator)},
		{name: 'since', title: t('calls.since'), cell: ({startedAt}) => <Elapsed since={startedAt} nowMs={nowMs} />, sortBy: ({startedAt}) => -Date.parse(startedAt), numeric: true},
	];
	const isEnding = (call: LiveCall) => store.progress.of(call.id).kind === 'waiting';
	const hangUp = (call: LiveCall) => (
		<Button icon="hang-up" label={t('participant.of', {action: t('calls.hangUp'), who: who(call)})} waiting={isEnding(call)} onPress={() => setEnding(call)}>{t('calls.hangUp')}</Button>
	);
	return (
		<>
			<Table label={t('calls.title')} rows={live.calls} keyOf={({id}) => id} columns={columns} {...(store.mayControl.value && {actions: hangUp})} />
			{ending && (
				<ConfirmDialog
					title={t('calls.hangUpTitle', {who: who(ending)})} text={t('calls.hangUpText')} confirm={t('calls.hangUp')} cancel={t('calls.keep')}
					onCancel={() => setEnding(undefined)}
					onConfirm={() => {
						setEnding(undefined);
						void store.progress.perform({kind: 'disconnect', subject: ending.id});
					}}
				/>
			)}
		</>
	);
}

function Who({call, who}: {call: LiveCall; who: string}) {
	return <>{who}{call.name !== '' && call.number !== '' && <span class="call-number"> {call.number}</span>}</>;
}

function Way({direction}: {direction: LiveCall['direction']}) {
	const {t} = useTranslator();
	return <span class="call-way"><Icon name={direction === 'in' ? 'incoming' : 'outgoing'} />{t(`calls.${direction}`)}</span>;
}

/** The room by its title; one that is in none yet is somewhere on the way. */
function whereIs(call: LiveCall, rooms: readonly RoomView[], translator: Translator): string {
	const room = rooms.find(({participants}) => participants.some(({id}) => id === call.id));
	return room ? titleOf(room, translator) : translator.t(`calls.stage.${call.stage}`);
}
