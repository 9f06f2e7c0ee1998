import type {DialPlanEntry, TrunkView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Icon} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {strayTargets} from './words.js';

/** Lines and trunks that send calls to numbers that nobody has. */
export function StrayTargets({store, plan}: {store: Store; plan: readonly DialPlanEntry[]}) {
	const translator = useTranslator();
	const {t} = translator;
	const trunks = useResource<TrunkView[]>(store, {path: '/trunks', reloadOn: ['trunk.changed', 'trunk.removed']}).state.value;
	const strays = strayTargets({plan, lines: store.live.value.lines, trunks: trunks.kind === 'ready' ? trunks.value : []}, translator);
	if (strays.length === 0) return null;
	return (
		<section class="banner warning" aria-label={t('dialPlan.strays')}>
			<Icon name="warning" />
			<div class="banner-text">
				<p>{t('dialPlan.strays')}</p>
				<ul class="strays">{strays.map(({from, number, place}) => <li key={`${from} ${number}`}><a href={place}>{from}</a> → {number}</li>)}</ul>
			</div>
		</section>
	);
}
