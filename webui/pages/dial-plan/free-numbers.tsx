import {useTranslator} from '../../i18n/index.js';
import {Section, WhenLoaded} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';

/** The next numbers that nobody has. */
export function FreeNumbers({store}: {store: Store}) {
	const {t} = useTranslator();
	const free = useResource<{numbers: string[]}>(store, {path: '/dial-plan/free?like=8000&count=10'});
	return (
		<Section title={t('dialPlan.free')} about={t('dialPlan.freeAbout')}>
			<WhenLoaded state={free.state.value} retry={() => void free.reload()}>
				{({numbers}) => <ul class="free-numbers">{numbers.map(number => <li key={number}>{number}</li>)}</ul>}
			</WhenLoaded>
		</Section>
	);
}
