import type {ComponentChildren} from 'preact';
import type {SessionView} from '../firmware/contract/index.js';
import {useTranslator} from './i18n/index.js';
import {Banner, Button} from './kit/index.js';
import type {Store} from './store/index.js';

/** What is around every page for one who is logged in: the box's name, who is in, what is wrong. */
export function Frame({store, user, children}: {store: Store; user: SessionView; children: ComponentChildren}) {
	const {t} = useTranslator();
	return (
		<>
			<a class="skip" href="#rooms" onClick={skipToContent}>{t('app.skip')}</a>
			<header class="bar">
				<Brand name={store.live.value.box?.name ?? 'Partyline'} />
				<span class="bar-user">{t('app.loggedInAs', {name: user.name})}</span>
				<Button onPress={() => void store.logOut()}>{t('app.logOut')}</Button>
			</header>
			<Banners store={store} />
			{children}
		</>
	);
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
