import {useState} from 'preact/hooks';
import type {BanView} from '../../../firmware/contract/index.js';
import {defaultsOf, SchemaForm, useSchema} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Button, Dialog, EmptyState, Section, Table, WhenLoaded, type Column} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import type {Shown} from './trunks-page.js';

/** Addresses whose requests get no answer. */
export function Bans({store, notice}: Shown) {
	const {t, failure} = useTranslator();
	const [banning, setBanning] = useState(false);
	const bans = useResource<BanView[]>(store, {path: '/bans', reloadOn: ['ban.changed', 'ban.removed']});
	const columns = useColumns();
	const undo = async ({address}: BanView) => {
		const outcome = await store.request.remove(`/bans/${encodeURIComponent(address)}`);
		notice.show(outcome.ok ? {text: t('trunks.banUndone', {address})} : {tone: 'failed', text: failure(outcome.failure)});
	};
	return (
		<Section title={t('trunks.part.bans')} about={t('trunks.bansAbout')} actions={<Button icon="shield" onPress={() => setBanning(true)}>{t('trunks.ban')}</Button>}>
			<WhenLoaded state={bans.state.value} retry={() => void bans.reload()}>
				{all => all.length === 0
					? <EmptyState icon="shield" title={t('trunks.bansEmpty')}>{t('trunks.bansEmptyNext')}</EmptyState>
					: (
						<Table
							label={t('trunks.part.bans')} rows={all} keyOf={({address}) => address} columns={columns}
							actions={ban => <Button icon="undo" label={t('kit.of', {what: t('trunks.undoBan'), of: ban.address})} onPress={() => void undo(ban)}>{t('trunks.undoBan')}</Button>}
						/>
					)}
			</WhenLoaded>
			{banning && <BanDialog store={store} onClose={() => setBanning(false)} />}
		</Section>
	);
}

function useColumns(): Column<BanView>[] {
	const {t, number, dateTime} = useTranslator();
	return [
		{name: 'address', title: t('trunks.address'), cell: ({address}) => <span class="number">{address}</span>, sortBy: ({address}) => address},
		{name: 'reason', title: t('trunks.reason'), cell: ({reason}) => t(`trunks.reason.${reason}`), sortBy: ({reason}) => reason},
		{name: 'until', title: t('trunks.until'), cell: ({until}) => until === null ? t('trunks.untilUndone') : dateTime(until), sortBy: ({until}) => until ?? '9'},
		{name: 'dropped', title: t('trunks.dropped'), numeric: true, cell: ({dropped}) => number(dropped), sortBy: ({dropped}) => dropped},
	];
}

function BanDialog({store, onClose}: {store: Store; onClose: () => void}) {
	const {t, failure} = useTranslator();
	const schema = useSchema(store, 'ban');
	return (
		<Dialog title={t('trunks.ban')} onClose={onClose}>
			<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
				{loaded => (
					<SchemaForm
						schema={loaded} words="ban" isNew label={t('trunks.ban')} value={defaultsOf(loaded)} submit={t('trunks.ban')} onClose={onClose}
						onSave={async change => {
							const outcome = await store.request.post('/bans', {minutes: null, ...change});
							return outcome.ok ? undefined : {message: failure(outcome.failure), problems: outcome.failure.problems ?? []};
						}}
					/>
				)}
			</WhenLoaded>
		</Dialog>
	);
}
