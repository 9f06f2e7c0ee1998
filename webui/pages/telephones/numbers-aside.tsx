import type {SimulatedPhone} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import type {Store} from '../../store/index.js';
import {reachedBy} from './words.js';

type Reachable = {number: string; reaches: string};

/** What can be dialled: from a telephone at the box its own numbers, from outside those of its lines. */
export function NumbersAside({store, kind}: {store: Store; kind: SimulatedPhone['kind']}) {
	const {t} = useTranslator();
	const numbers = useNumbers(store, kind);
	if (numbers.length === 0) return null;
	return (
		<details class="dialable" open>
			<summary>{t(`telephones.dial.${kind}`)}</summary>
			<ul>
				{numbers.map(({number, reaches}) => <li key={number}><span class="number">{number}</span><span>{reaches}</span></li>)}
			</ul>
		</details>
	);
}

function useNumbers(store: Store, kind: SimulatedPhone['kind']): readonly Reachable[] {
	const translator = useTranslator();
	const {t, madeName} = translator;
	const {simulator, lines} = store.live.value;
	if (kind === 'outside') return simulator.numbers.map(one => ({number: one.number, reaches: reachedBy(one, lines, translator)}));
	const own = store.dialPlan.value?.filter(({use}) => use !== 'handset' && use !== 'phone') ?? [];
	return own.map(({number, use, description}) => ({number, reaches: madeName(description) || t(`rooms.use.${use}`)}));
}
