import {useId, useLayoutEffect, useState} from 'preact/hooks';
import {useTranslator} from '../../i18n/index.js';
import {Button} from '../../kit/index.js';
import {everything, searchOf, type Filter} from './filter.js';
import type {Titles} from './record-words.js';

/** So long after the last key the box is asked. */
const restMs = 300;

export type FilterFormProps = {filter: Filter; titles: Titles; onChange: (filter: Filter) => void};

/** Each change is followed at once; there is nothing to send. */
export function FilterForm({filter, titles, onChange}: FilterFormProps) {
	const {t} = useTranslator();
	const id = useId();
	const field = (name: 'from' | 'to') => (
		<div class="field">
			<label class="field-title" for={`${id}-${name}`}>{t(`history.${name}`)}</label>
			<input
				id={`${id}-${name}`} type="date" value={filter[name]} {...(name === 'from' ? {max: filter.to} : {min: filter.from})}
				onChange={({currentTarget}) => onChange({...filter, [name]: currentTarget.value})}
			/>
		</div>
	);
	return (
		<form class="filter" role="search" aria-label={t('history.filters')} onSubmit={event => event.preventDefault()}>
			{field('from')}
			{field('to')}
			<NumberField id={`${id}-number`} value={filter.number} onChange={number => onChange({...filter, number})} />
			<div class="field">
				<label class="field-title" for={`${id}-conference`}>{t('history.conference')}</label>
				<select id={`${id}-conference`} value={filter.conference} onChange={({currentTarget}) => onChange({...filter, conference: currentTarget.value})}>
					<option value="">{t('history.anyConference')}</option>
					{[...titles].map(([conference, title]) => <option key={conference} value={conference}>{title}</option>)}
				</select>
			</div>
			{searchOf(filter) !== '' && <Button icon="close" onPress={() => onChange(everything)}>{t('history.clear')}</Button>}
		</form>
	);
}

function NumberField({id, value, onChange}: {id: string; value: string; onChange: (value: string) => void}) {
	const {t} = useTranslator();
	const [typed, setTyped] = useState(value);
	useLayoutEffect(() => setTyped(value), [value]);
	useLayoutEffect(() => {
		if (typed === value) return;
		const timer = setTimeout(() => onChange(typed), restMs);
		return () => clearTimeout(timer);
	}, [typed, value, onChange]);
	return (
		<div class="field">
			<label class="field-title" for={id}>{t('history.number')}</label>
			<input id={id} type="search" inputMode="tel" autocomplete="off" maxLength={40} value={typed} onInput={({currentTarget}) => setTyped(currentTarget.value)} />
		</div>
	);
}
