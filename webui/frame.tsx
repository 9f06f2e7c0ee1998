import type {ComponentChildren} from 'preact';
import {useLayoutEffect, useRef, useState} from 'preact/hooks';
import type {SessionView} from '../firmware/contract/index.js';
import {Banners} from './banners.js';
import {useTranslator} from './i18n/index.js';
import {Button, Icon} from './kit/index.js';
import {Navigation} from './navigation.js';
import {pathOf, type Place, type PlaceName} from './place.js';
import type {Store} from './store/index.js';

export type FrameProps = {store: Store; user: SessionView; place: Place; children: ComponentChildren};

/** What is around every page for one who is logged in: the box's name, the ways to the other pages, who is in, what is wrong. */
export function Frame({store, user, place, children}: FrameProps) {
	const {t} = useTranslator();
	const boxName = store.live.value.box?.name ?? 'Partyline';
	useTitle(`${t(`place.${place.name}`)} · ${boxName}`);
	return (
		<div class="shell">
			<a class="skip" href="#content" onClick={skipToContent}>{t('app.skip')}</a>
			<Side store={store} user={user} current={place.name} boxName={boxName} />
			<div class="stage">
				<Banners store={store} />
				{children}
			</div>
		</div>
	);
}

function useTitle(title: string): void {
	useLayoutEffect(() => {
		document.title = title;
	}, [title]);
}

type SideProps = {store: Store; user: SessionView; current: PlaceName; boxName: string};

/** A bar at the side; where there is no room for it, one at the top with a button that opens the rest. */
function Side({store, user, current, boxName}: SideProps) {
	const {t} = useTranslator();
	const {open, setOpen, ref} = useMenu(current);
	const {running, problem} = store.live.value.simulator;
	const name = user.user === null ? t('app.byLink') : user.name;
	return (
		<header class="side" ref={ref}>
			<div class="side-top">
				<Brand name={boxName} />
				<button type="button" class="menu-button" aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>
					<Icon name={open ? 'close' : 'menu'} /><span>{t('app.menu')}</span>
				</button>
			</div>
			<div class={`side-body${open ? ' open' : ''}`} id="menu">
				<Navigation role={user.role} current={current} hasTelephones={running || problem !== ''} />
				<div class="side-user">
					<a href={pathOf('account')} aria-current={current === 'account' ? 'page' : undefined} aria-label={t('app.accountOf', {name})}>
						<Icon name="person" /><span>{name}</span>
					</a>
					<Button icon="leave" onPress={() => void store.logOut()}>{t('app.logOut')}</Button>
				</div>
			</div>
		</header>
	);
}

/** The menu closes when a page was chosen, on Escape, and on a press beside it. */
function useMenu(current: PlaceName) {
	const [open, setOpen] = useState(false);
	const ref = useRef<HTMLElement>(null);
	useLayoutEffect(() => setOpen(false), [current]);
	useLayoutEffect(() => {
		if (!open) return;
		const onKey = ({key}: KeyboardEvent) => {
			if (key !== 'Escape') return;
			setOpen(false);
			ref.current?.querySelector<HTMLElement>('.menu-button')?.focus();
		};
		const onPress = ({target}: Event) => {
			if (target instanceof Node && !ref.current?.contains(target)) setOpen(false);
		};
		addEventListener('keydown', onKey);
		addEventListener('pointerdown', onPress);
		return () => {
			removeEventListener('keydown', onKey);
			removeEventListener('pointerdown', onPress);
		};
	}, [open]);
	return {open, setOpen, ref};
}

/** Longer ones are set smaller. */
const longName = 24;

export function Brand({name}: {name: string}) {
	return <span class="brand" title={name}><span class="brand-sign" aria-hidden="true" /><span class={`brand-name${name.length > longName ? '' : ' short'}`}>{name}</span></span>;
}

/** The fragment is left alone: it is where log-in links carry their code. */
function skipToContent(event: Event): void {
	event.preventDefault();
	document.querySelector('main')?.focus();
}
