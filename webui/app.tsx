import type {ReadonlySignal} from '@preact/signals';
import {render} from 'preact';
import telephoneWorklet from './audio/telephone.worklet.ts?worker&url';
import {createBell, createSound, type Bell, type Sound} from './audio/index.js';
import {Brand, Frame} from './frame.js';
import {loadTranslator, TranslatorContext, type Translator} from './i18n/index.js';
import {codeIn, LoginPage} from './pages/login/index.js';
import {LinesPage} from './pages/lines/index.js';
import {RoomsPage} from './pages/rooms/index.js';
import {TelephonesPage} from './pages/telephones/index.js';
import {followPlace, type PlaceName} from './place.js';
import {createHttpApi, createStore, type Store} from './store/index.js';
import './style.css';

type Parts = {store: Store; sound: Sound; bell: Bell; place: ReadonlySignal<PlaceName>};

function App({translator, ...parts}: Parts & {translator: Translator}) {
	return <TranslatorContext.Provider value={translator}><Entry {...parts} /></TranslatorContext.Provider>;
}

function Entry({store, ...parts}: Parts) {
	const session = store.session.value;
	switch (session.kind) {
		case 'asking': return null;
		case 'out': return <><header class="bar"><Brand name="Partyline" /></header><LoginPage store={store} /></>;
		case 'in': return <Frame store={store} user={session.user} place={parts.place.value}><Page {...parts} store={store} /></Frame>;
	}
}

function Page({store, sound, bell, place}: Parts) {
	switch (place.value) {
		case 'rooms': return <RoomsPage store={store} />;
		case 'lines': return <LinesPage store={store} />;
		case 'telephones': return <TelephonesPage store={store} sound={sound} bell={bell} />;
	}
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
	const translator = await loadTranslator(navigator.languages);
	document.documentElement.lang = translator.language;
	const parts = {store, place: followPlace(), sound: createSound(telephoneWorklet), bell: createBell()};
	render(<App {...parts} translator={translator} />, root);
	// A log-in link opened in this very tab changes the fragment only, and loads nothing.
	addEventListener('hashchange', () => {
		if (codeIn(location.hash) !== null) void enter(store);
	});
	await enter(store);
}

const root = document.getElementById('app');
if (root) void start(root);
