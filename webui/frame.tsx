import type {ComponentChildren} from 'preact';
import {useLayoutEffect, useRef} from 'preact/hooks';
import type {SessionView} from '../firmware/contract/index.js';
import {useTranslator} from './i18n/index.js';
import {Banner, Button} from './kit/index.js';
import {paths, type PlaceName} from './place.js';
import type {Store} from './store/index.js';

export type FrameProps = {store: Store; user: SessionView; place: PlaceName; children: ComponentChildren};

/** What is around every page for one who is logged in: the box's name, the ways to the other pages, who is in, what is wrong. */
export function Frame({store, user, place, children}: FrameProps) {
	const {t} = useTranslator();
	useArrival(place, `${t(`place.${place}`)} · ${store.live.value.box?.name ?? 'Partyline'}`);
	return (
		<>
			<a class="skip" href="#content" onClick={skipToContent}>{t('app.skip')}</a>
			<header class="bar">
				<Brand name={store.live.value.box?.name ?? 'Partyline'} />
				<Places store={store} place={place} />
				<span class="bar-user">{t('app.loggedInAs', {name: user.name})}</span>
				<Button onPress={() => void store.logOut()}>{t('app.logOut')}</Button>
			</header>
			<Banners store={store} />
			{children}
		</>
	);
}

/** Telephones are there only where some are simulated, or should be. */
function Places({store, place}: {store: Store; place: PlaceName}) {
	const {t} = useTranslator();
	const {running, problem} = store.live.value.simulator;
	const shown: readonly PlaceName[] = running || problem !== '' || place === 'telephones' ? ['rooms', 'lines', 'telephones'] : ['rooms', 'lines'];
	return (
		<nav class="places" aria-label={t('app.places')}>
			{shown.map(name => <a key={name} href={paths[name]} aria-current={name === place ? 'page' : undefined}>{t(`place.${name}`)}</a>)}
		</nav>
	);
}

/** A new page begins at its top, for the eye and for the keyboard. */
function useArrival(place: PlaceName, title: string): void {
	const before = useRef(place);
	useLayoutEffect(() => {
		document.title = title;
	}, [title]);
	useLayoutEffect(() => {
		if (before.current === place) return;
		before.current = place;
		scrollTo(0, 0);
		document.querySelector('main')?.focus({preventScroll: true});
	}, [place]);
}

export function Brand({name}: {name: string}) {
	return <span class="brand"><span class="brand-sign" aria-hidden="true" />{name}</span>;
}

/** The fragment is left alone: it is where log-in links carry their code. */
function skipToContent(event: Event): void {
	event.preventDefault();
	document.querySelector('main')?.focus();
}

/** The region is always there: screen readers only read what comes into a region that they know. */
function Banners({store}: {store: Store}) {
	const {t, failure} = useTranslator();
	const session = store.session.value;
	return (
		<div class="banners" aria-live="polite">
			{store.connection.value === 'lost' && <Banner tone="warning">{t('connection.lost')}</Banner>}
			{Object.entries(store.live.value.alarms).map(([code, message]) => (
				<Banner key={code} tone="warning">{t('alarm', {message: failure({code, message})})}</Banner>
			))}
			{session.kind === 'in' && session.failure && <Banner tone="error">{t('app.logOutFailed', {why: failure(session.failure)})}</Banner>}
		</div>
	);
}
