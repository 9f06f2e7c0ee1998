import {useState} from 'preact/hooks';
import type {LinesField} from '../fields.js';
import {attributesOf, type ControlProps} from './control.js';

/** A list of texts, one a line. What is typed is kept as it is; empty lines and spaces around do not count. */
export function LinesInput(props: ControlProps<LinesField>) {
	const {value, onChange} = props;
	const lines: readonly unknown[] = Array.isArray(value) ? value : [];
	const [typed, setTyped] = useState(lines.join('\n'));
	const text = JSON.stringify(linesOf(typed)) === JSON.stringify(lines) ? typed : lines.join('\n');
	return (
		<textarea
			{...attributesOf(props)} rows={Math.max(2, Math.min(8, lines.length + 1))} autocomplete="off" spellcheck={false} value={text}
			onInput={({currentTarget}) => {
				setTyped(currentTarget.value);
				onChange(linesOf(currentTarget.value));
			}}
		/>
	);
}

const linesOf = (text: string): string[] => text.split('\n').map(line => line.trim()).filter(line => line !== '');
