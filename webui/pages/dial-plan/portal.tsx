import type {Settings} from '../../../firmware/contract/index.js';
import {isForm, problemsWithin, SchemaForm, type FormSchema} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Section, WhenLoaded} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';

/** The number that leads to all conferences, changed where numbers are looked at. */
export function Portal({store}: {store: Store}) {
	const {t, failure} = useTranslator();
	const schema = useResource<FormSchema>(store, {path: '/settings/schema'});
	const settings = useResource<Settings>(store, {path: '/settings', reloadOn: ['settings.changed']});
	const save = async (entry: object) => {
		const outcome = await store.request.patch('/settings', {entry});
		await settings.reload();
		return outcome.ok ? undefined : {message: failure(outcome.failure), problems: problemsWithin('entry', outcome.failure.problems ?? [])};
	};
	return (
		<Section title={t('dialPlan.use.portal')}>
			<WhenLoaded state={settings.state.value} retry={() => void settings.reload()}>
				{({entry: {portal}}) => (
					<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
						{whole => <SchemaForm schema={portalIn(whole)} words="settings.entry" value={{portal}} label={t('dialPlan.use.portal')} ports={store} onSave={save} />}
					</WhenLoaded>
				)}
			</WhenLoaded>
		</Section>
	);
}

function portalIn({properties}: FormSchema): FormSchema {
	const entry = properties['entry'];
	const portal = entry && isForm(entry) ? entry.properties['portal'] : undefined;
	return {properties: portal ? {portal} : {}};
}
