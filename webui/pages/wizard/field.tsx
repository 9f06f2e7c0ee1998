import type {ComponentChildren} from 'preact';

export type FieldProps = {
	id: string;
	title: string;
	about?: string;
	problem: string | undefined;
	/** Id of what else describes it. */
	described?: string;
	children: (common: {id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined}) => ComponentChildren;
};

/** A field with its title, what it means, and what is wrong with it. */
export function Field({id, title, about, problem, described: elsewhere, children}: FieldProps) {
	const described = [about && `${id}-about`, problem && `${id}-problem`, elsewhere].filter(Boolean).join(' ');
	return (
		<div class="field">
			<label class="field-title" for={id}>{title}</label>
			{about && <span class="field-about" id={`${id}-about`}>{about}</span>}
			{children({id, 'aria-describedby': described === '' ? undefined : described, 'aria-invalid': problem ? true : undefined})}
			{problem && <span class="field-problem" id={`${id}-problem`}>{problem}</span>}
		</div>
	);
}

type Keyboard = {
	autocomplete?: 'username' | 'new-password' | 'off'; autocapitalize?: 'none'; spellcheck?: boolean; inputMode?: 'numeric'; maxLength?: number;
	/** Dots instead of what is typed. */
	isSecret?: boolean;
};
export type TextFieldProps = Omit<FieldProps, 'children'> & {value: string; onChange: (value: string) => void; input?: Keyboard};

export function TextField({value, onChange, input: {isSecret = false, ...input} = {}, ...about}: TextFieldProps) {
	const typed = {value, onInput: ({currentTarget}: {currentTarget: HTMLInputElement}) => onChange(currentTarget.value)};
	return (
		<Field {...about}>
			{common => isSecret
				? <input type="password" autocomplete="off" {...input} {...common} {...typed} />
				: <input type="text" autocomplete="off" {...input} {...common} {...typed} />}
		</Field>
	);
}

export type ChoiceFieldProps = Omit<FieldProps, 'children'> & {value: string; onChange: (value: string) => void; options: readonly (readonly [value: string, text: string])[]};

export function ChoiceField({value, onChange, options, ...about}: ChoiceFieldProps) {
	return (
		<Field {...about}>
			{common => (
				<select {...common} value={value} onChange={({currentTarget}) => onChange(currentTarget.value)}>
					{options.map(([option, text]) => <option key={option} value={option}>{text}</option>)}
				</select>
			)}
		</Field>
	);
}
