import {useId, useLayoutEffect, useState} from 'preact/hooks';
import {useTranslator} from '../../i18n/index.js';
import {Button} from '../../kit/index.js';
import {everything, isFiltered, parts, type Filter} from './filter.js';

/** So long after the last key the box is asked. */
const restMs = 300;

export type FilterFormProps = {filter: Filter; onChange: (filter: Filter) => void};

/** Each change is followed at once; there is nothing to send. */
export function FilterForm({filter, onChange}: FilterFormProps) {
	const {t} = useTranslator();
	const id = useId();
	const day = (name: 'from' | 'to') => (
		<div class="field">
			<label class="field-title" for={`${id}-${name}`}>{t(`audit.${name}`)}</label>
			<input
				id={`${id}-${name}`} type="date" value={filter[name]} {...(name === 'from' ? {max: filter.to} : {min: filter.from})}
				onChange={({currentTarget}) => onChange({...filter, [name]: currentTarget.value})}
			/>
		</div>
	);
	return (
		<form class="audit-filter" role="search" aria-label={t('audit.filters')} onSubmit={event => event.preventDefault()}>
			<NameField id={`${id}-name`} value={filter.name} onChange={name => onChange({...filter, name})} />
			<div class="field">
				<label class="field-title" for={`${id}-action`}>{t('audit.part')}</label>
				<select id={`${id}-action`} value={filter.action} onChange={({currentTarget}) => onChange({...filter, action: currentTarget.value})}>
					<option value="">{t('audit.anyPart')}</option>
					{parts.map(part => <option key={part} value={`/${part}`}>{t(`audit.part.${part}`)}</option>)}
				</select>
			</div>
			{day('from')}
			{day('to')}
			{isFiltered(filter) && <Button icon="close" onPress={() => onChange(everything)}>{t('audit.clear')}</Button>}
		</form>
	);
}

function NameField({id, value, onChange}: {id: string; value: string; onChange: (value: string) => void}) {
	const {t} = useTranslator();
	const [typed, setTyped] = useState(value);
	useLayoutEffect(() => setTyped(value), [value]);
	useLayoutEffect(() => {
		if (typed === value) return undefined;
		const timer = setTimeout(() => onChange(typed), restMs);
		return () => clearTimeout(timer);
	}, [typed, value, onChange]);
	return (
		<div class="field">
			<label class="field-title" for={id}>{t('audit.who')}</label>
			<input id={id} type="search" autocomplete="off" maxLength={60} value={typed} onInput={({currentTarget}) => setTyped(currentTarget.value)} />
		</div>
	);
}
