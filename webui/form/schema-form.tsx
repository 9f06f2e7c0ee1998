import {useId, useState} from 'preact/hooks';
import {useTranslator} from '../i18n/index.js';
import {Banner, Button} from '../kit/index.js';
import {FieldInput} from './field-input.js';
import {changesIn, fieldsOf, problemOf, type FormSchema} from './fields.js';

type Values = Readonly<Record<string, unknown>>;
type Refusal = {message: string; problems: readonly {path: string; message: string}[]};

export type SchemaFormProps = {
	schema: FormSchema;
	value: Values;
	/** What the form is called. */
	label: string;
	/** Resolves with the reason why not; undefined: it is done. */
	onSave: (change: Record<string, unknown>) => Promise<Refusal | undefined>;
	onClose: () => void;
};

/** A form drawn from a schema. Only what was changed is sent; what is wrong stands at its field. */
export function SchemaForm({schema, value, label, onSave, onClose}: SchemaFormProps) {
	const {t} = useTranslator();
	const form = useId();
	const [draft, setDraft] = useState(value);
	const [refusal, setRefusal] = useState<Refusal>();
	const [waiting, setWaiting] = useState(false);
	const fields = fieldsOf(schema);
	const save = async () => {
		const change = changesIn(value, draft);
		if (Object.keys(change).length === 0) return onClose();
		setWaiting(true);
		const refused = await onSave(change);
		setWaiting(false);
		setRefusal(refused);
		if (!refused) onClose();
	};
	const isElsewhere = refusal && fields.every(({name}) => problemOf(name, refusal.problems) === '');
	return (
		<form class="form" aria-label={label} onSubmit={event => {
			event.preventDefault();
			if (!waiting) void save();
		}}>
			{isElsewhere && <Banner tone="error">{refusal.message}</Banner>}
			<div class="form-fields">
				{fields.map(field => (
					<FieldInput
						key={field.name} id={`${form}-${field.name}`} field={field} value={draft[field.name]}
						problem={problemOf(field.name, refusal?.problems ?? [])}
						onChange={changed => setDraft({...draft, [field.name]: changed})}
					/>
				))}
			</div>
			<div class="form-buttons">
				<button type="submit" class="button main" aria-disabled={waiting || undefined}>
					{waiting && <span class="spinner" aria-hidden="true" />}
					<span>{t('form.save')}</span>
				</button>
				<Button onPress={onClose}>{t('form.cancel')}</Button>
			</div>
		</form>
	);
}
