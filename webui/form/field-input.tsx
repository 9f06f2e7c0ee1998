import type {ComponentChildren} from 'preact';
import {useTranslator} from '../i18n/index.js';
import {Control, type ControlProps} from './controls/index.js';
import type {Field, GroupField} from './fields.js';
import {problemOf, problemsWithin, type Problem} from './problems.js';

export type FieldInputProps = {
	id: string;
	field: Field;
	value: unknown;
	initial: unknown;
	/** What is wrong with it or with anything within it, by paths that begin with its name. */
	problems: readonly Problem[];
	onChange: (value: unknown) => void;
	/** Stands below it. */
	note?: ComponentChildren;
};

/** A field with its title, what it means, and what is wrong with it. */
export function FieldInput(props: FieldInputProps) {
	const {field} = props;
	return field.kind === 'group' ? <Group {...props} field={field} /> : <Single {...props} />;
}

function Single({id, field, value, initial, problems, onChange, note}: FieldInputProps) {
	const {word} = useTranslator();
	const about = word('description', field.path, field.description);
	const problem = problemOf(field.name, problems);
	const described = `${about === '' ? '' : `${id}-about`} ${problem === '' ? '' : `${id}-problem`}`.trim() || undefined;
	const control: ControlProps = {id, field, value, initial, described, invalid: problem !== '', onChange};
	return (
		<div class={`field${isWide(field) ? ' wide' : ''}`} data-field={field.name}>
			<Title id={id} field={field}>{field.kind === 'flag' && <Control {...control} />}</Title>
			{about !== '' && <span class="field-about" id={`${id}-about`}>{about}</span>}
			{field.kind !== 'flag' && <Control {...control} />}
			{problem !== '' && <span class="field-problem" id={`${id}-problem`} role="alert">{problem}</span>}
			{note}
		</div>
	);
}

const isWide = (field: Field): boolean => field.kind === 'rows' || ('multiline' in field && field.multiline);

/** Of several inputs together no single one can be labelled. */
function Title({id, field, children}: {id: string; field: Field; children: ComponentChildren}) {
	const {word} = useTranslator();
	const title = word('title', field.path, field.title);
	switch (field.kind) {
		case 'flag': return <label class="field-flag">{children}<span class="field-title">{title}</span></label>;
		case 'rows':
		case 'choices': return <span class="field-title" id={`${id}-title`}>{title}</span>;
		default: return <label class="field-title" id={`${id}-title`} for={id}>{title}</label>;
	}
}

function Group({id, field, value, initial, problems, onChange, note}: FieldInputProps & {field: GroupField}) {
	const {word} = useTranslator();
	const about = word('description', field.path, field.description);
	const own = recordOf(value);
	return (
		<fieldset class="field wide field-group" data-field={field.name}>
			<legend class="field-title">{word('title', field.path, field.title)}</legend>
			{about !== '' && <span class="field-about">{about}</span>}
			<div class="form-fields">
				{field.fields.map(part => (
					<FieldInput
						key={part.name} id={`${id}-${part.name}`} field={part} value={own[part.name]} initial={recordOf(initial)[part.name]}
						problems={problemsWithin(field.name, problems)} onChange={changed => onChange({...own, [part.name]: changed})}
					/>
				))}
			</div>
			{note}
		</fieldset>
	);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? {...value} : {};
}
