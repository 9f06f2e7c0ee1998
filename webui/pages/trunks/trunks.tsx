import {useState} from 'preact/hooks';
import type {TrunkState, TrunkView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Chip, ConfirmDialog, EmptyState, goTo, IconButton, Section, Table, type Column} from '../../kit/index.js';
import {TrunkTest} from './trunk-test.js';
import {placeOfPart, type Shown} from './trunks-page.js';
import {problemText} from './words.js';

const tones = {off: 'quiet', registering: 'quiet', registered: 'good', up: 'good', rejected: 'alert', unreachable: 'alert'} as const satisfies Record<TrunkState, string>;
const signs = {off: 'pause', registering: 'clock', registered: 'check', up: 'check', rejected: 'warning', unreachable: 'warning'} as const satisfies Record<TrunkState, string>;

/** The trunks and how they do, live. */
export function Trunks({store, notice}: Shown) {
	const {t, count, failure} = useTranslator();
	const [deleting, setDeleting] = useState<TrunkView>();
	const [testing, setTesting] = useState<TrunkView>();
	const columns = useColumns();
	const trunks = store.live.value.trunks;
	const remove = async ({id, name}: TrunkView) => {
		setDeleting(undefined);
		const outcome = await store.request.remove(`/trunks/${encodeURIComponent(id)}`);
		notice.show(outcome.ok ? {text: t('trunks.deleted', {name})} : {tone: 'failed', text: t('trunks.notDeleted', {name, why: failure(outcome.failure)})});
	};
	if (trunks.length === 0) return <EmptyState icon="link" title={t('trunks.empty')}>{t('trunks.emptyNext')}</EmptyState>;
	return (
		<Section title={t('trunks.part.trunks')} about={t('trunks.about')}>
			<Table
				label={t('trunks.part.trunks')} rows={trunks} keyOf={({id}) => id} columns={columns} order={{column: 'name', direction: 'ascending'}}
				actions={trunk => (
					<>
						<IconButton icon="play" label={t('trunks.test', {name: trunk.name})} onPress={() => setTesting(trunk)} />
						<IconButton icon="edit" label={t('trunks.change', {name: trunk.name})} onPress={() => goTo(placeOfPart('trunks', trunk.id))} />
						<IconButton icon="delete" look="danger" label={t('trunks.delete', {name: trunk.name})} onPress={() => setDeleting(trunk)} />
					</>
				)}
			/>
			{testing && <TrunkTest store={store} trunk={testing} onClose={() => setTesting(undefined)} />}
			{deleting && (
				<ConfirmDialog
					title={t('trunks.deleteTitle', {name: deleting.name})} text={`${deleting.calls > 0 ? `${count('trunks.deleteCalls', deleting.calls)} ` : ''}${t('trunks.deleteText')}`}
					confirm={t('trunks.deleteConfirm')} cancel={t('trunks.cancel')} icon="delete" onConfirm={() => void remove(deleting)} onCancel={() => setDeleting(undefined)}
				/>
			)}
		</Section>
	);
}

function useColumns(): Column<TrunkView>[] {
	const {t, word} = useTranslator();
	return [
		{name: 'name', title: word('title', 'trunk.name', 'Name'), cell: ({name}) => name, sortBy: ({name}) => name},
		{name: 'state', title: t('trunks.state'), cell: trunk => <State trunk={trunk} />, sortBy: ({state}) => state},
		{name: 'host', title: word('title', 'trunk.host', 'Server'), cell: ({host, transport}) => <span class="server">{host} <span class="quiet">{transport.toUpperCase()}</span></span>, sortBy: ({host}) => host},
		{name: 'calls', title: t('trunks.calls'), numeric: true, cell: ({calls, maxCalls}) => maxCalls === null ? calls : t('trunks.callsOf', {calls, most: maxCalls}), sortBy: ({calls}) => calls},
	];
}

function State({trunk}: {trunk: TrunkView}) {
	const translator = useTranslator();
	const {t} = translator;
	return (
		<span class="trunk-state">
			<Chip tone={tones[trunk.state]} icon={signs[trunk.state]}>{t(`trunks.state.${trunk.state}`)}</Chip>
			{trunk.problem !== null && <span class="trunk-problem">{problemText(trunk, translator)}</span>}
		</span>
	);
}
