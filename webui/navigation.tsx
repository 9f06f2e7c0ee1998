import type {AccessRole} from '../firmware/contract/index.js';
import {useTranslator, type TextKey} from './i18n/index.js';
import {Icon, type IconName} from './kit/index.js';
import {mayUse, pathOf, type PlaceName} from './place.js';

type Group = {title: TextKey; places: readonly PlaceName[]};

const groups: readonly Group[] = [
	{title: 'places.live', places: ['rooms', 'calls', 'telephones']},
	{title: 'places.conferences', places: ['conferences', 'recordings', 'history']},
	{title: 'places.box', places: ['dial-plan', 'lines', 'trunks', 'users', 'settings']},
	{title: 'places.care', places: ['audit', 'backup', 'system']},
];

const icons: Readonly<Record<PlaceName, IconName>> = {
	rooms: 'live', calls: 'phone', telephones: 'handset', conferences: 'people', recordings: 'voice', history: 'clock', 'dial-plan': 'keypad', lines: 'line',
	trunks: 'link', users: 'person', settings: 'sliders', audit: 'list', backup: 'archive', system: 'chip', account: 'person', welcome: 'phone',
};

export type NavigationProps = {role: AccessRole; current: PlaceName; hasTelephones: boolean};

/** The ways to all pages that this role may use. Telephones are there only where some are simulated, or should be. */
export function Navigation({role, current, hasTelephones}: NavigationProps) {
	const {t} = useTranslator();
	const isShown = (name: PlaceName) => mayUse(role, name) && (name !== 'telephones' || hasTelephones || current === 'telephones');
	const shown = groups.map(({title, places}) => ({title, places: places.filter(isShown)})).filter(({places}) => places.length > 0);
	return (
		<nav class="places" aria-label={t('app.places')}>
			{shown.map(({title, places}) => (
				<div key={title}>
					<p class="places-title">{t(title)}</p>
					<ul>{places.map(name => <li key={name}><PlaceLink name={name} current={current} /></li>)}</ul>
				</div>
			))}
		</nav>
	);
}

function PlaceLink({name, current}: {name: PlaceName; current: PlaceName}) {
	const {t} = useTranslator();
	return <a href={pathOf(name)} aria-current={name === current ? 'page' : undefined}><Icon name={icons[name]} /><span>{t(`place.${name}`)}</span></a>;
}
