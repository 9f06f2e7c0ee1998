import type {ComponentChildren} from 'preact';
import {useId, useLayoutEffect, useRef, useState} from 'preact/hooks';
import {useTranslator} from '../i18n/index.js';
import {Banner, Button} from '../kit/index.js';
import {FieldInput} from './field-input.js';
import {changesIn, fieldsOf, withoutUnset, type Field, type FormSchema} from './fields.js';
import {FormPortsContext, type FormPorts} from './form-ports.js';
import {findingOf, problemOf, stillOpen, type Problem} from './problems.js';
import {useUnsavedWarning} from './unsaved.js';

export type Values = Readonly<Record<string, unknown>>;
export type Refusal = {message: string; problems: readonly Problem[]};
/** Fields that belong together; `folded`: shown when they are asked for. */
export type FieldSection = {title: string; names: readonly string[]; folded?: boolean};

export type SchemaFormProps = {
	schema: FormSchema;
	value: Values;
	/** What the form is called. */
	label: string;
	/** Where its words are, such as "conference"; the field's name follows. */
	words?: string;
	/** What controls that look something up (extensions, users, countries) ask; without it they are plain texts. */
	ports?: FormPorts;
	/** Whether there is something to save though nothing was changed yet, as of something new; then all of it is sent. */
	isNew?: boolean;
	/** What the button says that saves. */
	submit?: string;
	/** Fields that depend on what the others are; without it all are shown. */
	shows?: (name: string, draft: Values) => boolean;
	/** What is not named is in none: left out. Without it all fields are in one. */
	sections?: readonly FieldSection[];
	/** Below a field. */
	note?: (field: Field, value: unknown, change: (value: unknown) => void) => ComponentChildren;
	/** Above the buttons, about what is entered so far. */
	aside?: (draft: Values) => ComponentChildren;
	/** Resolves with the reason why not; undefined: it is done. */
	onSave: (change: Record<string, unknown>) => Promise<Refusal | undefined>;
	/** Without it the form stays, and its buttons are there only while something is unsaved, or always for something new. */
	onClose?: () => void;
};

/**
 * A form drawn from a schema. Only what was changed is sent; what is wrong stands at its field, where the keyboard goes; who leaves
 * with unsaved changes is asked.
 */
export function SchemaForm(props: SchemaFormProps) {
	const {t} = useTranslator();
	const form = useRef<HTMLFormElement>(null);
	const {draft, change: changeField, refusal, problems, waiting, isUnsaved, fields, save, close, warning} = useDraft(props);
	const {label, value, ports, note, aside, submit, onClose} = props;
	const id = useId();
	useLayoutEffect(() => {
		if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid], .field-problem ~ * input')?.focus();
	}, [refusal]);
	const elsewhere = refusal ? refusalElsewhere(refusal, fields) : '';
	const draw = (field: Field) => {
		const change = (changed: unknown) => changeField(field.name, changed);
		return (
			<FieldInput
				key={field.name} id={`${id}-${field.name}`} field={field} value={draft[field.name]} initial={value[field.name]}
				problems={problems} onChange={change} note={note?.(field, draft[field.name], change)}
			/>
		);
	};
	return (
		<FormPortsContext.Provider value={ports}>
			<form class="form" aria-label={label} ref={form} noValidate onSubmit={event => {
				event.preventDefault();
				if (!waiting) void save();
			}}>
				{elsewhere !== '' && <Banner tone="error">{elsewhere}</Banner>}
				<Sections {...props} fields={fields} problems={problems} draw={draw} />
				{aside?.(draft)}
				{(onClose || isUnsaved || props.isNew) && (
					<div class="form-buttons">
						<button type="submit" class="button main" aria-disabled={waiting || undefined}>
							{waiting && <span class="spinner" aria-hidden="true" />}
							<span>{submit ?? t('form.save')}</span>
						</button>
						{(onClose || isUnsaved) && <Button onPress={close}>{t(onClose ? 'form.cancel' : 'form.discard')}</Button>}
					</div>
				)}
				{warning.element}
			</form>
		</FormPortsContext.Provider>
	);
}

/** What is entered, what is wrong with it, and what becomes of it. What others change meanwhile stays theirs: only edits are kept. */
function useDraft({schema, words = '', value, isNew = false, shows, sections, onSave, onClose}: SchemaFormProps) {
	const {tell} = useTranslator();
	const [edits, setEdits] = useState<Values>({});
	const [refusal, setRefusal] = useState<Refusal & {draft: Values}>();
	const [waiting, setWaiting] = useState(false);
	const draft = {...value, ...edits};
	const changes = changesIn(value, draft);
	const isUnsaved = Object.keys(changes).length > 0;
	const warning = useUnsavedWarning(isUnsaved);
	const isIn = (name: string) => !sections || sections.some(({names}) => names.includes(name));
	const fields = fieldsOf(schema, words).filter(({name}) => isIn(name) && (shows?.(name, draft) ?? true));
	/** Done, or given up. */
	const close = () => {
		setEdits({});
		setRefusal(undefined);
		if (!onClose) return;
		warning.letGo();
		onClose();
	};
	const save = async () => {
		if (!isUnsaved && !isNew) return close();
		const problems = fields.flatMap(field => {
			const finding = isNew || field.name in changes ? findingOf(field, draft[field.name]) : undefined;
			return finding ? [{path: `/${field.name}`, message: tell(finding, '')}] : [];
		});
		if (problems.length > 0) return setRefusal({message: '', problems, draft});
		setWaiting(true);
		const refused = await onSave(isNew ? withoutUnset(schema, draft) : changes);
		setWaiting(false);
		if (refused) setRefusal({...refused, draft, problems: refused.problems.map(problem => ({path: problem.path, message: tell(problem, problem.message)}))});
		else close();
	};
	const change = (name: string, changed: unknown) => setEdits(before => ({...before, [name]: changed}));
	const open = refusal ? stillOpen(refusal.problems, refusal.draft, draft) : [];
	return {draft, change, refusal, problems: open, waiting, isUnsaved, fields, save, close, warning};
}

/** What stands at no field: the problems of what the form does not show, else the refusal as a whole. */
function refusalElsewhere({message, problems}: Refusal, fields: readonly Field[]): string {
	const others = problems.filter(problem => fields.every(({name}) => problemOf(name, [problem]) === ''));
	if (others.length > 0) return [...new Set(others.map(problem => problem.message))].join(' ');
	return problems.length === 0 ? message : '';
}

type SectionsProps = {sections?: readonly FieldSection[]; fields: readonly Field[]; problems: readonly Problem[]; draw: (field: Field) => ComponentChildren};

/** A section with a problem in it is open, however it was folded. */
function Sections({sections, fields, problems, draw}: SectionsProps) {
	if (!sections) return <div class="form-fields">{fields.map(draw)}</div>;
	return (
		<>
			{sections.map(({title, names, folded}) => {
				const own = fields.filter(({name}) => names.includes(name));
				if (own.length === 0) return null;
				const hasProblem = own.some(({name}) => problemOf(name, problems) !== '');
				if (folded) return <details key={title} class="form-section" open={hasProblem || undefined}><summary>{title}</summary><div class="form-fields">{own.map(draw)}</div></details>;
				return <fieldset key={title} class="form-section"><legend>{title}</legend><div class="form-fields">{own.map(draw)}</div></fieldset>;
			})}
		</>
	);
}
