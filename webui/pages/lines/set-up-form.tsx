import {useEffect, useState} from 'preact/hooks';
import {SchemaForm, type FieldSchema, type FormSchema} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner} from '../../kit/index.js';
import type {LineSchemas, Outcome, Store} from '../../store/index.js';

export type SetUpFormProps = {
	store: Store;
	label: string;
	kind: 'span' | 'fxs' | 'fxo' | 'modem';
	value: object;
	save: (change: object) => Promise<Outcome<void>>;
	onClose: () => void;
};

/** The set-up of a line or span, drawn from what the box says of its kind. */
export function SetUpForm({store, label, kind, value, save, onClose}: SetUpFormProps) {
	const {t, failure} = useTranslator();
	const [schemas, setSchemas] = useState<Outcome<LineSchemas>>();
	useEffect(() => {
		void store.request.readLineSchemas().then(setSchemas);
	}, [store]);
	if (!schemas) return <p class="opening">{t('app.opening')}</p>;
	const schema = schemas.ok ? schemaOf(schemas.value, kind) : undefined;
	if (!schema) return <Banner tone="error">{schemas.ok ? t('form.unknown') : failure(schemas.failure)}</Banner>;
	const onSave = async (change: object) => {
		const outcome = await save(change);
		return outcome.ok ? undefined : {message: failure(outcome.failure), problems: outcome.failure.problems ?? []};
	};
	return <SchemaForm schema={schema} words={kind === 'span' ? 'span' : 'line'} ports={store} value={{...value}} label={label} onSave={onSave} onClose={onClose} />;
}

function schemaOf({line, span}: LineSchemas, kind: SetUpFormProps['kind']): FormSchema | undefined {
	if (kind === 'span') return isForm(span) ? span : undefined;
	return line.anyOf.filter(isForm).find(({properties}) => properties['kind']?.const === kind);
}

/** The box's own schemas; only what a form needs of them is looked at. */
function isForm(schema: object): schema is FormSchema {
	const {properties}: {properties?: Record<string, FieldSchema>} = schema;
	return properties !== undefined;
}
