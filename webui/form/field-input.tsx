import {useTranslator} from '../i18n/index.js';
import {Button} from '../kit/index.js';
import type {Field, NumberField, TextField} from './fields.js';

type Given<F> = {id: string; field: F; value: unknown; problem: string; onChange: (value: unknown) => void};

/** A field with its title, what it means, and what is wrong with it. */
export function FieldInput({id, field, value, problem, onChange}: Given<Field>) {
	const {word} = useTranslator();
	const title = word('title', field.name, field.title);
	const about = word('description', field.name, field.description);
	const described = `${about === '' ? '' : `${id}-about`} ${problem === '' ? '' : `${id}-problem`}`.trim() || undefined;
	const control = <Control {...{id, field, value, problem, onChange, described}} />;
	return (
		<div class={`field${field.kind === 'rows' ? ' wide' : ''}`}>
			{field.kind === 'flag'
				? <label class="field-flag">{control}<span class="field-title">{title}</span></label>
				: field.kind === 'rows'
					? <span class="field-title" id={`${id}-title`}>{title}</span>
					: <label class="field-title" for={id}>{title}</label>}
			{about !== '' && <span class="field-about" id={`${id}-about`}>{about}</span>}
			{field.kind !== 'flag' && control}
			{problem !== '' && <span class="field-problem" id={`${id}-problem`} role="alert">{problem}</span>}
		</div>
	);
}

type ControlProps<F> = Given<F> & {described: string | undefined};

function Control(props: ControlProps<Field>) {
	const {word} = useTranslator();
	const {id, field, value, problem, onChange, described} = props;
	const common = {id, 'aria-describedby': described, 'aria-invalid': problem !== '' || undefined};
	switch (field.kind) {
		case 'flag': return <input {...common} type="checkbox" checked={value === true} onChange={({currentTarget}) => onChange(currentTarget.checked)} />;
		case 'choice': return (
			<select {...common} value={String(value)} onChange={({currentTarget}) => onChange(currentTarget.value)}>
				{field.options.map(option => <option key={option} value={option}>{word('option', `${field.name}.${option}`, word('option', option, option))}</option>)}
			</select>
		);
		case 'text': return <TextInput {...common} field={field} value={value} onChange={onChange} />;
		case 'number': return <NumberInput {...common} field={field} value={value} onChange={onChange} />;
		case 'rows': return <Rows {...{id, field, value, problem, onChange}} />;
	}
}

type Input<F> = Omit<Given<F>, 'problem'> & {'aria-describedby'?: string | undefined; 'aria-invalid'?: true | undefined; 'aria-label'?: string};

function TextInput({field, value, onChange, ...common}: Input<TextField>) {
	return (
		<input
			{...common} type="text" autocomplete="off" spellcheck={false} value={typeof value === 'string' ? value : ''}
			maxLength={field.maxLength} pattern={field.pattern === '' ? undefined : field.pattern.replace(/^\^|\$$/g, '')}
			onInput={({currentTarget}) => onChange(currentTarget.value === '' && field.emptyIsNull ? null : currentTarget.value)}
		/>
	);
}

function NumberInput({field, value, onChange, ...common}: Input<NumberField>) {
	return (
		<input
			{...common} type="number" required min={field.minimum} max={field.maximum} step={field.whole ? 1 : 'any'} value={typeof value === 'number' ? value : ''}
			onInput={({currentTarget}) => onChange(currentTarget.value === '' ? '' : Number(currentTarget.value))}
		/>
	);
}

type Row = Readonly<Record<string, unknown>>;

function Rows({id, field, value, onChange}: Given<Extract<Field, {kind: 'rows'}>>) {
	const {t, word} = useTranslator();
	const rows: readonly Row[] = Array.isArray(value) ? value.filter(isRow) : [];
	const put = (place: number, row: Row) => onChange(rows.map((other, index) => index === place ? row : other));
	return (
		<div class="rows" role="group" aria-labelledby={`${id}-title`}>
			{rows.map((row, place) => (
				<div class="rows-row" key={place}>
					{field.columns.map(column => (
						<label key={column.name} class="rows-cell">
							<span>{word('title', column.name, column.title)}</span>
							<TextInput id={`${id}-${place}-${column.name}`} field={column} value={row[column.name]} onChange={changed => put(place, {...row, [column.name]: changed})} />
						</label>
					))}
					<Button icon="close" label={t('form.removeRow', {place: place + 1})} onPress={() => onChange(rows.filter((_, index) => index !== place))}>{t('form.remove')}</Button>
				</div>
			))}
			<Button onPress={() => onChange([...rows, Object.fromEntries(field.columns.map(({name}) => [name, '']))])}>{t('form.addRow')}</Button>
		</div>
	);
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;
