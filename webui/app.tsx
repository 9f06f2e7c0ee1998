import {render} from 'preact';
import {useLayoutEffect, useRef} from 'preact/hooks';
import type {SessionView} from '../firmware/contract/index.js';
import {Brand, Frame} from './frame.js';
import {loadTranslator, TranslatorContext, type Translator} from './i18n/index.js';
import {focusHeading} from './kit/index.js';
import {FirstRun, loadPage, PageOf} from './pages.js';
import {codeIn, LoginPage} from './pages/login/index.js';
import {followPlace, type Places} from './place.js';
import {createHttpApi, createStore, type Store} from './store/index.js';
import './style.css';
import './frame.css';

type Parts = {store: Store; places: Places};

function App({translator, ...parts}: Parts & {translator: Translator}) {
	return <TranslatorContext.Provider value={translator}><Entry {...parts} /></TranslatorContext.Provider>;
}

function Entry(parts: Parts) {
	const {store, places} = parts;
	const session = store.session.value;
	const wasOutside = useRef(false);
	wasOutside.current ||= session.kind === 'new' || session.kind === 'out';
	if (session.kind === 'asking') return null;
	if (session.kind === 'new') return <><LoneBar /><FirstRun store={store} setup={session.setup} onDone={extension => {
		places.replace('welcome', extension);
		void store.open();
	}} /></>;
	const user = session.kind === 'in' ? session.user : session.waits;
	return (
		<>
			{session.kind === 'out' && <><LoneBar /><LoginPage store={store} /></>}
			{user && <Inside key={`${user.name} ${user.role}`} {...parts} user={user} isHidden={session.kind === 'out'} arriving={wasOutside.current} />}
		</>
	);
}

type InsideProps = Parts & {user: SessionView; isHidden: boolean; arriving: boolean};

/** Hidden while somebody whose log-in has ended logs in again: what he entered is still there then. For another one it is made anew. */
function Inside({store, places, user, isHidden, arriving}: InsideProps) {
	const place = places.here.value;
	const wasHidden = useRef(false);
	useLayoutEffect(() => {
		if (!isHidden && wasHidden.current) focusHeading();
		wasHidden.current = isHidden;
	}, [isHidden]);
	return (
		<div class="inside" hidden={isHidden}>
			<Frame store={store} user={user} place={place}><PageOf store={store} role={user.role} place={place} arriving={arriving} /></Frame>
		</div>
	);
}

function LoneBar() {
	return <header class="bar"><Brand name="Partyline" /></header>;
}

function createBrowserStore(): Store {
	return createStore(createHttpApi({
		fetch: (path, init) => fetch(path, init),
		open: path => new EventSource(path),
		later: (task, delayMs) => {
			const timer = setTimeout(task, delayMs);
			return () => clearTimeout(timer);
		},
	}));
}

/** The code is taken out of the address bar before it is used: it must not be left in the browser's history. */
async function enter(store: Store): Promise<void> {
	const code = codeIn(location.hash);
	if (code === null) return await store.open();
	history.replaceState(null, '', location.pathname + location.search);
	await store.logIn({code});
}

async function start(root: HTMLElement): Promise<void> {
	const store = createBrowserStore();
	const places = followPlace();
	// The page is fetched while the box says who is logged in; a failure shows when it is wanted.
	loadPage(places.here.peek().name).catch(() => undefined);
	const translator = await loadTranslator(navigator.languages);
	document.documentElement.lang = translator.language;
	render(<App store={store} places={places} translator={translator} />, root);
	// A log-in link opened in this very tab changes the fragment only, and loads nothing.
	addEventListener('hashchange', () => {
		if (codeIn(location.hash) !== null) void enter(store);
	});
	await enter(store);
}

const root = document.getElementById('app');
if (root) void start(root);
