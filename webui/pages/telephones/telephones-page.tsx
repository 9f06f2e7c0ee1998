import {useEffect, useMemo} from 'preact/hooks';
import type {SimulatedPhone} from '../../../firmware/contract/index.js';
import {createBell, createSound, type Bell, type Sound} from '../../audio/index.js';
import telephoneWorklet from '../../audio/telephone.worklet.ts?worker&url';
import {useTranslator} from '../../i18n/index.js';
import {Banner, EmptyState} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {NumbersAside} from './numbers-aside.js';
import {Telephone} from './telephone.js';

/** The simulated telephones: those at the box's ports, and those outside that reach it through an exchange. */
export function TelephonesPage({store}: {store: Store}) {
	const {t, tell} = useTranslator();
	const {sound, bell} = useMemo(() => ({sound: createSound(telephoneWorklet), bell: createBell()}), []);
	const {box, simulator: {running, problem, reason, phones}} = store.live.value;
	useBell(bell, phones.some(({ringing}) => ringing));
	useEffect(() => () => sound.stop(), [sound]);
	if (!box) return <main class="page" id="content" tabIndex={-1}><p class="opening">{t('app.opening')}</p></main>;
	const group = (kind: SimulatedPhone['kind']) => <Group {...{store, sound, kind}} phones={phones.filter(phone => phone.kind === kind)} />;
	return (
		<main class="page" id="content" tabIndex={-1}>
			<div class="page-head">
				<h1>{t('telephones.title')}</h1>
				{running && <p>{t('telephones.lead')}</p>}
			</div>
			{problem !== '' && <Banner tone="error">{tell(reason, problem)}</Banner>}
			{running ? <>{group('handset')}{group('outside')}</> : problem === '' && <NoTelephones />}
		</main>
	);
}

type GroupProps = {store: Store; sound: Sound; kind: SimulatedPhone['kind']; phones: readonly SimulatedPhone[]};

function Group({store, sound, kind, phones}: GroupProps) {
	const {t} = useTranslator();
	return (
		<section class="telephones-group" aria-labelledby={`group-${kind}`}>
			<h2 id={`group-${kind}`}>{t(`telephones.${kind}`)}</h2>
			<NumbersAside store={store} kind={kind} />
			<ul class="telephones">
				{phones.map(phone => <Telephone key={phone.id} {...{store, sound, phone}} />)}
			</ul>
		</section>
	);
}

function NoTelephones() {
	const {t} = useTranslator();
	return (
		<EmptyState icon="phone" title={t('telephones.none')}>
			{t('telephones.noneNext')} <code>npm start -- --simulate</code>
		</EmptyState>
	);
}

function useBell(bell: Bell, ringing: boolean): void {
	useEffect(() => {
		bell.ring(ringing);
		return () => bell.ring(false);
	}, [bell, ringing]);
}
