import type {TextField} from '../fields.js';
import {attributesOf, type ControlProps} from './control.js';

/** A line of text, or several. */
export function TextInput(props: ControlProps<TextField> & {list?: string}) {
	const {field, value, onChange, list} = props;
	const text = typeof value === 'string' ? value : '';
	const change = (changed: string) => onChange(changed === '' && field.emptyIsNull ? null : changed);
	const common = {...attributesOf(props), autocomplete: 'off' as const, spellcheck: false, maxLength: field.maxLength};
	if (field.multiline) return <textarea {...common} rows={5} value={text} onInput={({currentTarget}) => change(currentTarget.value)} />;
	return (
		<input
			{...common} type="text" list={list} value={text} inputMode={isForDigits(field.pattern) ? 'numeric' : undefined}
			pattern={field.pattern === '' ? undefined : field.pattern.replace(/^\^|\$$/g, '')}
			onInput={({currentTarget}) => change(currentTarget.value)}
		/>
	);
}

const isForDigits = (pattern: string): boolean => /^\^\[0-9\]\{\d+,\d+\}\$$/.test(pattern);
