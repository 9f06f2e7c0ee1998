import {useLayoutEffect, useState} from 'preact/hooks';
import type {Settings} from '../../../firmware/contract/index.js';
import type {FormSchema} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {EmptyState, Page, SearchField, WhenLoaded} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {RestartBanner} from './restart-banner.js';
import {SettingsGroup} from './settings-group.js';
import {found, groupsOf, groupTitle, type Group} from './words.js';
import './settings.css';

/** All settings of the box, drawn from their schema. `rest`: the group to begin at. */
export function SettingsPage({store, rest}: {store: Store; rest: string}) {
	const {t} = useTranslator();
	const [search, setSearch] = useState('');
	const schema = useResource<FormSchema>(store, {path: '/settings/schema'});
	const settings = useResource<Settings>(store, {path: '/settings', reloadOn: ['settings.changed']});
	return (
		<Page title={t('place.settings')} actions={<SearchField label={t('settings.search')} value={search} onChange={setSearch} />}>
			<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
				{whole => (
					<WhenLoaded state={settings.state.value} retry={() => void settings.reload()}>
						{value => <Groups {...{store, value, search, rest}} groups={groupsOf(whole)} reload={() => settings.reload()} />}
					</WhenLoaded>
				)}
			</WhenLoaded>
		</Page>
	);
}

type GroupsProps = {store: Store; groups: readonly Group[]; value: Settings; search: string; rest: string; reload: () => Promise<void>};

/** Groups without anything found are hidden, not gone: what was entered there is not lost by a search. */
function Groups({store, groups, value, search, rest, reload}: GroupsProps) {
	const translator = useTranslator();
	const {t} = translator;
	const values = new Map<string, object>(Object.entries(value));
	const shown = new Map(groups.map(group => [group.name, found(group, search, translator)]));
	const hasAny = [...shown.values()].some(names => names.length > 0);
	useLayoutEffect(() => goToGroup(rest), [rest]);
	return (
		<>
			<RestartBanner store={store} groups={groups} />
			<div class="settings">
				<nav class="settings-index" aria-label={t('settings.groups')}>
					{groups.map(group => (
						<button key={group.name} type="button" disabled={shown.get(group.name)?.length === 0} onClick={() => goToGroup(group.name)}>{groupTitle(group, translator)}</button>
					))}
				</nav>
				<div class="settings-groups">
					{groups.map(group => (
						<div key={group.name} hidden={shown.get(group.name)?.length === 0}>
							<SettingsGroup store={store} group={group} value={{...values.get(group.name)}} shown={shown.get(group.name) ?? []} reload={reload} />
						</div>
					))}
					{!hasAny && <EmptyState icon="search" title={t('settings.nothingFound')}>{t('settings.nothingFoundNext')}</EmptyState>}
				</div>
			</div>
		</>
	);
}

function goToGroup(name: string): void {
	const section = document.getElementById(`settings-${name}`);
	const heading = section?.querySelector('h2');
	section?.scrollIntoView({block: 'start'});
	if (!heading) return;
	heading.tabIndex = -1;
	heading.focus({preventScroll: true});
}
