import type {ComponentType} from 'preact';
import {useEffect, useLayoutEffect, useRef, useState} from 'preact/hooks';
import type {AccessRole, SetupState} from '../firmware/contract/index.js';
import {useTranslator} from './i18n/index.js';
import {Button, focusHeading, Icon} from './kit/index.js';
import {mayUse, type Place, type PlaceName} from './place.js';
import type {Store} from './store/index.js';

export type PageProps = {store: Store; rest: string};
type Page = ComponentType<PageProps>;

/** Each page is a module of its own, fetched when it is first wanted. */
const loaders: Readonly<Record<PlaceName, () => Promise<Page>>> = {
	rooms: async () => (await import('./pages/rooms/index.js')).RoomsPage,
	calls: async () => (await import('./pages/calls/index.js')).CallsPage,
	conferences: async () => (await import('./pages/conferences/index.js')).ConferencesPage,
	recordings: async () => (await import('./pages/recordings/index.js')).RecordingsPage,
	history: async () => (await import('./pages/history/index.js')).HistoryPage,
	'dial-plan': async () => (await import('./pages/dial-plan/index.js')).DialPlanPage,
	lines: async () => (await import('./pages/lines/index.js')).LinesPage,
	trunks: async () => (await import('./pages/trunks/index.js')).TrunksPage,
	users: async () => (await import('./pages/users/index.js')).UsersPage,
	settings: async () => (await import('./pages/settings/index.js')).SettingsPage,
	audit: async () => (await import('./pages/audit/index.js')).AuditPage,
	backup: async () => (await import('./pages/backup/index.js')).BackupPage,
	system: async () => (await import('./pages/system/index.js')).SystemPage,
	telephones: async () => (await import('./pages/telephones/index.js')).TelephonesPage,
	account: async () => (await import('./pages/account/index.js')).AccountPage,
	welcome: async () => (await import('./pages/welcome/index.js')).WelcomePage,
};

/** Rejects when the module can not be had, as after an update of the box. */
export const loadPage = (name: PlaceName): Promise<Page> => loaders[name]();

type LoadedPageProps = {
	store: Store;
	place: Place;
	/** Whether it comes in place of the log-in or the set-up, rather than as the first thing that the browser shows. */
	arriving: boolean;
};

/** The page of a place, for those who may use it. */
export function PageOf({role, ...props}: LoadedPageProps & {role: AccessRole}) {
	return mayUse(role, props.place.name) ? <LoadedPage {...props} /> : <Forbidden />;
}

function LoadedPage({store, place, arriving}: LoadedPageProps) {
	const {name, rest} = place;
	const loaded = useLoaded(name, loadPage);
	useArrival(place, {isThere: loaded.kind === 'there', arriving});
	switch (loaded.kind) {
		case 'loading': return <Opening />;
		case 'missing': return <Missing />;
		case 'there': return <loaded.what store={store} rest={rest} />;
	}
}

const loadWizard = async () => (await import('./pages/wizard/index.js')).WizardPage;

/** What a box shows that nobody has set up yet. */
export function FirstRun(props: {store: Store; setup: SetupState; onDone: (extension: string) => void}) {
	const loaded = useLoaded('wizard', loadWizard);
	switch (loaded.kind) {
		case 'loading': return <Opening />;
		case 'missing': return <Missing />;
		case 'there': return <loaded.what {...props} />;
	}
}

type Loaded<T> = {kind: 'loading'} | {kind: 'there'; name: string; what: T} | {kind: 'missing'};

/** What was loaded by another name is not this. */
function useLoaded<Name extends string, T>(name: Name, load: (name: Name) => Promise<T>): Loaded<T> {
	const [loaded, setLoaded] = useState<Loaded<T>>({kind: 'loading'});
	useEffect(() => {
		let wanted = true;
		const show = (next: Loaded<T>) => wanted && setLoaded(next);
		show({kind: 'loading'});
		load(name).then(what => show({kind: 'there', name, what}), () => show({kind: 'missing'}));
		return () => {
			wanted = false;
		};
	}, [name, load]);
	return loaded.kind === 'there' && loaded.name !== name ? {kind: 'loading'} : loaded;
}

function Opening() {
	const {t} = useTranslator();
	return <main class="page" id="content" tabIndex={-1}><p class="opening">{t('app.opening')}</p></main>;
}

function Missing() {
	const {t} = useTranslator();
	return (
		<main class="page" id="content" tabIndex={-1}>
			<div class="empty-state" role="alert">
				<span class="empty-state-sign"><Icon name="warning" /></span>
				<h1>{t('page.missing')}</h1>
				<p>{t('page.missingNext')}</p>
				<Button look="main" onPress={() => location.reload()}>{t('page.reload')}</Button>
			</div>
		</main>
	);
}

function Forbidden() {
	const {t} = useTranslator();
	return (
		<main class="page" id="content" tabIndex={-1}>
			<div class="empty-state">
				<span class="empty-state-sign"><Icon name="lock" /></span>
				<h1>{t('page.forbidden')}</h1>
				<p>{t('page.forbiddenNext')}</p>
			</div>
		</main>
	);
}

/**
 * A new page begins at its top, for the eye, and at its heading for the keyboard and the screen reader. So does another part of the same
 * page, unless what was pressed, such as a tab, is still there.
 */
function useArrival({name, rest}: Place, {isThere, arriving}: {isThere: boolean; arriving: boolean}): void {
	const before = useRef<Partial<Place>>(arriving ? {} : {name, rest});
	useLayoutEffect(() => {
		const last = before.current;
		if (!isThere || (last.name === name && last.rest === rest)) return;
		before.current = {name, rest};
		if (last.name === name && document.activeElement !== document.body) return;
		scrollTo(0, 0);
		focusHeading();
	}, [name, rest, isThere, arriving]);
}
