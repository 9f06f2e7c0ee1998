import {isSame, problemsWithin, SchemaForm, type Field, type Values} from '../../form/index.js';
import {useTranslator, type Translator} from '../../i18n/index.js';
import {IconButton, Section} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';
import {applyOf, groupTitle, valueText, words, type Group} from './words.js';
import {Hint} from './hint.js';

export type SettingsGroupProps = {
	store: Store;
	group: Group;
	value: Values;
	/** The names of the fields that are looked at. */
	shown: readonly string[];
	reload: () => Promise<void>;
};

/** A group of settings that is saved for itself. */
export function SettingsGroup({store, group, value, shown, reload}: SettingsGroupProps) {
	const translator = useTranslator();
	const title = groupTitle(group, translator);
	const save = async (change: object) => {
		const outcome = await store.request.patch('/settings', {[group.name]: change});
		if (outcome.ok) await reload();
		return outcome.ok ? undefined : {message: messageOf(outcome.failure, translator), problems: problemsWithin(group.name, outcome.failure.problems ?? [])};
	};
	return (
		<Section title={title} anchor={`settings-${group.name}`}>
			<SchemaForm
				schema={group.schema} words={`${words}.${group.name}`} value={value} label={title} ports={store}
				shows={name => shown.includes(name)}
				note={(field, current, change) => <LeafNote group={group} field={field} value={current} change={change} />}
				aside={draft => <Hint group={group.name} draft={draft} />}
				onSave={save}
			/>
		</Section>
	);
}

/** What is wrong with another group is told in full, since its field is elsewhere. */
function messageOf(failure: Failure, {failure: say, tell}: Pick<Translator, 'failure' | 'tell'>): string {
	return [say(failure), ...(failure.problems ?? []).map(problem => tell(problem, problem.message))].join(' ');
}

type LeafNoteProps = {group: Group; field: Field; value: unknown; change: (value: unknown) => void};

/** When it takes effect, what it is by default, and the way back there. A secret has none. */
function LeafNote({group, field, value: chosen, change}: LeafNoteProps) {
	const translator = useTranslator();
	const {t, word} = translator;
	const schema = group.schema.properties[field.name];
	const usual = schema?.default;
	const isChanged = field.kind !== 'secret' && !isSame(chosen, usual);
	const title = word('title', field.path, field.title);
	const value = valueText(field, usual, translator);
	return (
		<div class="setting-note">
			<span>{t(`settings.apply.${applyOf(schema)}`)}</span>
			{field.kind !== 'secret' && !isChanged && <span>{t('settings.default', {value})}</span>}
			{isChanged && (
				<span class="setting-changed">
					<span>{t('settings.changedFrom', {value})}</span>
					<IconButton icon="undo" label={t('kit.of', {what: t('settings.backToDefault'), of: title})} onPress={() => change(usual)} />
				</span>
			)}
		</div>
	);
}
