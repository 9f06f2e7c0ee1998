import {useMemo} from 'preact/hooks';
import {useTranslator} from '../../i18n/index.js';
import type {TextField} from '../fields.js';
import {useAnswer} from '../form-ports.js';
import {attributesOf, type ControlProps} from './control.js';

type Option = {value: string; name: string};

/** One of a list that the box or the browser knows. What is set stays choosable though the list does not have it. */
function ListChoice({options, none, ...props}: ControlProps<TextField> & {options: readonly Option[]; none: string | undefined}) {
	const {value, field, onChange} = props;
	const current = typeof value === 'string' ? value : '';
	const isStrange = current !== '' && !options.some(option => option.value === current);
	return (
		<select {...attributesOf(props)} value={current} onChange={({currentTarget}) => onChange(currentTarget.value === '' && field.emptyIsNull ? null : currentTarget.value)}>
			{none !== undefined && <option value="">{none}</option>}
			{isStrange && <option value={current}>{current}</option>}
			{options.map(option => <option key={option.value} value={option.value}>{option.name}</option>)}
		</select>
	);
}

/** Somebody who can log in. */
export function UserChoice(props: ControlProps<TextField>) {
	const {t, word} = useTranslator();
	const users = useAnswer<{id: string; name: string}[]>('/users/names') ?? [];
	const none = props.field.emptyIsNull ? word('option', `${props.field.path}.unset`, t('form.none')) : undefined;
	return <ListChoice {...props} none={none} options={users.map(({id, name}) => ({value: id, name}))} />;
}

/** A country whose telephone tones the box knows, by its name in the viewer's language. */
export function CountryChoice(props: ControlProps<TextField>) {
	const {language} = useTranslator();
	const known = useAnswer<{code: string; name: string}[]>('/countries');
	const options = useMemo(() => {
		const names = new Intl.DisplayNames([language], {type: 'region'});
		const named = (known ?? []).map(({code, name}) => ({value: code, name: names.of(code.toUpperCase()) ?? name}));
		return named.sort((one, other) => one.name.localeCompare(other.name, language));
	}, [known, language]);
	return <ListChoice {...props} none={undefined} options={options} />;
}

/** A time zone by its name in the IANA data base. */
export function TimeZoneChoice(props: ControlProps<TextField>) {
	const options = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC')].map(zone => ({value: zone, name: zone.replaceAll('_', ' ')})), []);
	return <ListChoice {...props} none={undefined} options={options} />;
}
