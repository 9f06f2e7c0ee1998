import type {DialPlanEntry} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Chip, EmptyState, Page, Table, WhenLoaded, type Column} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {FreeNumbers} from './free-numbers.js';
import {Portal} from './portal.js';
import {StrayTargets} from './stray-targets.js';
import {TryNumber} from './try-number.js';
import {placeOf} from './words.js';
import './dial-plan.css';

/** Every number of the box, who has it, and which are free. */
export function DialPlanPage({store}: {store: Store}) {
	const {t, count} = useTranslator();
	const plan = useResource<DialPlanEntry[]>(store, {
		path: '/dial-plan', reloadOn: ['conference.changed', 'conference.deleted', 'settings.changed', 'line.changed', 'line.removed', 'sip-phone.changed', 'sip-phone.removed'],
	});
	const state = plan.state.value;
	return (
		<Page title={t('place.dial-plan')} summary={state.kind === 'ready' ? count('dialPlan.count', state.value.length) : undefined}>
			<WhenLoaded state={state} retry={() => void plan.reload()}>
				{entries => (
					<>
						<StrayTargets store={store} plan={entries} />
						<div class="dial-plan">
							<Numbers entries={entries} />
							<div class="dial-plan-side">
								<TryNumber store={store} />
								<FreeNumbers key={entries.map(({number}) => number).join()} store={store} />
								{store.mayConfigure.value && <Portal store={store} />}
							</div>
						</div>
					</>
				)}
			</WhenLoaded>
		</Page>
	);
}

function Numbers({entries}: {entries: readonly DialPlanEntry[]}) {
	const {t, madeName} = useTranslator();
	if (entries.length === 0) {
		return <EmptyState icon="keypad" title={t('dialPlan.empty')} action={<a class="button main" href="/conferences/new">{t('conferences.new')}</a>}>{t('dialPlan.emptyNext')}</EmptyState>;
	}
	const columns: Column<DialPlanEntry>[] = [
		{name: 'number', title: t('dialPlan.number'), cell: ({number}) => <span class="number">{number}</span>, sortBy: ({number}) => number},
		{name: 'use', title: t('dialPlan.usedBy'), cell: ({use}) => <Chip tone={use === 'portal' ? 'accent' : 'quiet'}>{t(`dialPlan.use.${use}`)}</Chip>, sortBy: ({use}) => t(`dialPlan.use.${use}`)},
		{name: 'description', title: t('dialPlan.description'), cell: entry => <a href={placeOf(entry)}>{entry.description === '' ? t('dialPlan.setUp') : madeName(entry.description)}</a>, sortBy: ({description}) => madeName(description)},
	];
	return <Table label={t('dialPlan.used')} rows={entries} keyOf={({number}) => number} columns={columns} order={{column: 'number', direction: 'ascending'}} />;
}
