import {useState} from 'preact/hooks';
import type {RouteView, Settings} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {ConfirmDialog, EmptyState, goTo, IconButton, Section, Table, WhenLoaded, type Column} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {placeOfPart, type Shown} from './trunks-page.js';
import {TryWay} from './try-way.js';
import {viaTitle} from './via.js';

/** By which line or trunk numbers are called. */
export function Routes({store, notice}: Shown) {
	const {t} = useTranslator();
	const routes = useResource<RouteView[]>(store, {path: '/routes', reloadOn: ['route.changed']});
	return (
		<WhenLoaded state={routes.state.value} retry={() => void routes.reload()}>
			{all => (
				<div class="trunk-parts">
					{all.length === 0
						? <EmptyState icon="share" title={t('trunks.routesEmpty')}>{t('trunks.routesEmptyNext')}</EmptyState>
						: <RouteTable store={store} notice={notice} routes={all} />}
					<TryWay store={store} routes={all} />
				</div>
			)}
		</WhenLoaded>
	);
}

function RouteTable({store, notice, routes}: Shown & {routes: readonly RouteView[]}) {
	const {t, failure} = useTranslator();
	const [deleting, setDeleting] = useState<RouteView>();
	const columns = useColumns(store);
	const nameOf = ({prefix}: RouteView) => prefix === '' ? t('trunks.allNumbers') : `${prefix}…`;
	const remove = async (route: RouteView) => {
		setDeleting(undefined);
		const name = nameOf(route);
		const outcome = await store.request.remove(`/routes/${encodeURIComponent(route.id)}`);
		notice.show(outcome.ok ? {text: t('trunks.routeDeleted', {name})} : {tone: 'failed', text: t('trunks.notDeleted', {name, why: failure(outcome.failure)})});
	};
	return (
		<Section title={t('trunks.part.routes')} about={t('trunks.routesAbout')}>
			<Table
				label={t('trunks.part.routes')} rows={routes} keyOf={({id}) => id} columns={columns}
				actions={route => (
					<>
						<IconButton icon="edit" label={t('trunks.changeRoute', {name: nameOf(route)})} onPress={() => goTo(placeOfPart('routes', route.id))} />
						<IconButton icon="delete" look="danger" label={t('trunks.deleteRoute', {name: nameOf(route)})} onPress={() => setDeleting(route)} />
					</>
				)}
			/>
			{deleting && (
				<ConfirmDialog
					title={t('trunks.deleteRoute', {name: nameOf(deleting)})} text={t('trunks.deleteRouteText')} confirm={t('trunks.deleteConfirm')} cancel={t('trunks.cancel')} icon="delete"
					onConfirm={() => void remove(deleting)} onCancel={() => setDeleting(undefined)}
				/>
			)}
		</Section>
	);
}

function useColumns(store: Store): Column<RouteView>[] {
	const translator = useTranslator();
	const {t, word, number} = translator;
	const settings = useResource<Settings>(store, {path: '/settings', reloadOn: ['settings.changed']}).state.value;
	const currency = settings.kind === 'ready' ? settings.value.calling.currency : 'EUR';
	const price = (amount: number) => amount === 0 ? '' : number(amount, {style: 'currency', currency, maximumFractionDigits: 4});
	return [
		{name: 'prefix', title: word('title', 'route.prefix', 'Prefix'), cell: ({prefix}) => prefix === '' ? t('trunks.allNumbers') : <span class="number">{prefix}…</span>},
		{name: 'class', title: t('trunks.class'), cell: route => word('option', `route.class.${route.class}`, route.class)},
		{name: 'via', title: t('trunks.via'), cell: ({via}) => viaTitle(via, store.live.value, translator)},
		{name: 'dialled', title: t('trunks.changes'), cell: ({strip, prepend}) => [strip > 0 ? `−${strip}` : '', prepend === '' ? '' : `${prepend}…`].filter(part => part !== '').join(', ')},
		{name: 'price', title: word('title', 'route.pricePerMinute', 'Price a minute'), numeric: true, cell: ({pricePerMinute}) => price(pricePerMinute)},
		{name: 'order', title: word('title', 'route.order', 'Order'), numeric: true, cell: ({order}) => order},
	];
}
