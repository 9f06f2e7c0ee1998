import type {BoxView, ConferenceInput, SystemView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Icon, Page, WhenLoaded} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {Arrival} from './arrival.js';

/** What to dial to hear that a new box works, and the first call as it comes. `rest`: the extension of the conference to call; any without it. */
export function WelcomePage({store, rest}: {store: Store; rest: string}) {
	const {t} = useTranslator();
	const conferences = useResource<ConferenceInput[]>(store, {path: '/conferences', reloadOn: ['conference.changed', 'conference.deleted']});
	return (
		<Page title={t('welcome.title')} summary={t('welcome.lead')}>
			<RestartNote store={store} />
			<WhenLoaded state={conferences.state.value} retry={() => void conferences.reload()}>
				{all => <WhatToDial store={store} conference={all.find(({extension}) => extension === rest) ?? all.find(({kind}) => kind === 'static')} />}
			</WhenLoaded>
			<Arrival store={store} />
		</Page>
	);
}

function RestartNote({store}: {store: Store}) {
	const {t} = useTranslator();
	const system = useResource<SystemView>(store, {path: '/system'});
	const state = system.state.value;
	if (state.kind !== 'ready' || state.value.restartNeededFor.length === 0) return null;
	return <Banner tone="warning">{t('welcome.restart')} <a href="/system">{t('welcome.toSystem')}</a></Banner>;
}

function WhatToDial({store, conference}: {store: Store; conference: ConferenceInput | undefined}) {
	const {t} = useTranslator();
	if (conference?.kind !== 'static') return <p>{t('welcome.noConference')} <a href="/conferences">{t('welcome.toConferences')}</a></p>;
	const {extension, pin, description} = conference;
	return (
		<section class="welcome-dial" aria-label={t('welcome.dial')}>
			<h2>{description || t('room.untitled', {extension})}</h2>
			<dl>
				<div><dt>{t('welcome.number')}</dt><dd class="welcome-number">{extension}</dd></div>
				<div><dt>{t('welcome.pin')}</dt><dd class="welcome-number">{pin ?? t('welcome.noPin')}</dd></div>
			</dl>
			<Ways store={store} extension={extension} />
		</section>
	);
}

/** The address by which this page was reached is one by which a softphone reaches the box, too. */
function Ways({store, extension}: {store: Store; extension: string}) {
	const {t} = useTranslator();
	const box = useResource<BoxView>(store, {path: '/box'});
	const {simulator: {running}, lines: {lines}} = store.live.value;
	const port = box.state.value.kind === 'ready' ? box.state.value.value.ports.udp ?? box.state.value.value.ports.tcp : null;
	return (
		<ul class="welcome-ways">
			<li><Icon name="link" /><span>{t('welcome.uri')} <code>sip:{extension}@{location.hostname}{port === null || port === 5060 ? '' : `:${port}`}</code></span></li>
			{lines.some(({kind}) => kind === 'fxs') && <li><Icon name="line" /><span>{t('welcome.line', {extension})}</span></li>}
			{running && <li><Icon name="handset" /><a href="/telephones">{t('welcome.telephones')}</a></li>}
		</ul>
	);
}
