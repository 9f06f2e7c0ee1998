import {render} from 'preact';
import {Brand, Frame} from './frame.js';
import {loadTranslator, TranslatorContext, type Translator} from './i18n/index.js';
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

function Entry({store, places}: Parts) {
	const place = places.here.value;
	const session = store.session.value;
	switch (session.kind) {
		case 'asking': return null;
		case 'new': return <><LoneBar /><FirstRun store={store} setup={session.setup} onDone={() => {
			places.replace('welcome');
			void store.open();
		}} /></>;
		case 'out': return <><LoneBar /><LoginPage store={store} /></>;
		case 'in': return <Frame store={store} user={session.user} place={place}><PageOf store={store} role={session.user.role} place={place} /></Frame>;
	}
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
