import {Icon} from './icon.js';

export type SearchFieldProps = {label: string; value: string; onChange: (value: string) => void};

/** Narrows what is shown while it is typed into; Escape empties it. */
export function SearchField({label, value, onChange}: SearchFieldProps) {
	return (
		<label class="search">
			<Icon name="search" />
			<span class="hidden">{label}</span>
			<input
				type="search" placeholder={label} value={value} autocomplete="off" spellcheck={false}
				onInput={({currentTarget}) => onChange(currentTarget.value)}
				onKeyDown={({key}) => key === 'Escape' && onChange('')}
			/>
		</label>
	);
}
