import type {LiveCall} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Icon} from '../../kit/index.js';
import type {Live, Store} from '../../store/index.js';
import {named, whoIs} from '../rooms/words.js';

/** Waits for the first call, and says how far it has come. */
export function Arrival({store}: {store: Store}) {
	const translator = useTranslator();
	const {t} = translator;
	const call = newestIn(store.live.value);
	return (
		<section class={`welcome-arrival${call ? ' here' : ''}`} aria-live="polite">
			<span class="welcome-sign" aria-hidden="true">{call ? <Icon name="check" /> : <span class="spinner" />}</span>
			<div>
				<p class="welcome-state">{t(call ? 'welcome.arrived' : 'welcome.waiting')}</p>
				{call && <p>{t(call.stage === 'room' ? 'welcome.in' : 'welcome.asked', {who: whoIs(named(call, store.live.value.lines, translator), translator)})}</p>}
			</div>
			<a class={`button${call ? ' main' : ''}`} href="/">{t('welcome.toStatus')}</a>
		</section>
	);
}

function newestIn({calls}: Live): LiveCall | undefined {
	return calls.filter(({direction}) => direction === 'in').at(-1);
}
