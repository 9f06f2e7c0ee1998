import {useTranslator} from '../../i18n/index.js';
import type {ChoiceField, ChoicesField} from '../fields.js';
import {IconButton} from '../../kit/index.js';
import {attributesOf, type ControlProps} from './control.js';

/** One of several; where nothing may be chosen, too, that is the first and is `null`. */
export function ChoiceInput(props: ControlProps<ChoiceField>) {
	const {field, value, onChange} = props;
	const {word, t} = useTranslator();
	const chosen = typeof value === 'string' ? value : '';
	return (
		<select {...attributesOf(props)} value={chosen} onChange={({currentTarget}) => onChange(currentTarget.value === '' ? null : currentTarget.value)}>
			{field.none && <option value="">{word('option', `${field.path}.unset`, t('form.none'))}</option>}
			{field.options.map(option => <option key={option} value={option}>{word('option', `${field.path}.${option}`, option)}</option>)}
		</select>
	);
}

/** Several of several; where their order counts, the chosen ones can be moved up and down. */
export function ChoicesInput(props: ControlProps<ChoicesField>) {
	const {id, field, described, value, onChange} = props;
	const {word, t} = useTranslator();
	const chosen = field.options.filter(option => Array.isArray(value) && value.includes(option));
	const inOrder = field.ordered && Array.isArray(value) ? value.filter(one => typeof one === 'string') : chosen;
	const shown = [...inOrder, ...field.options.filter(option => !inOrder.includes(option))];
	const move = (option: string, place: number) => onChange(inOrder.filter(one => one !== option).toSpliced(place, 0, option));
	const shownOption = (option: string) => word('option', `${field.path}.${option}`, option);
	return (
		<div class="choices" id={id} role="group" aria-labelledby={`${id}-title`} aria-describedby={described}>
			{(field.ordered ? shown : field.options).map(option => {
				const place = inOrder.indexOf(option);
				return (
					<div key={option} class="choices-one">
						<label class="field-flag">
							<input
								type="checkbox" checked={place >= 0}
								onChange={({currentTarget}) => onChange(currentTarget.checked ? [...inOrder, option] : inOrder.filter(one => one !== option))}
							/>
							<span>{shownOption(option)}</span>
						</label>
						{field.ordered && place > 0 && <IconButton icon="up" label={t('form.up', {what: shownOption(option)})} onPress={() => move(option, place - 1)} />}
						{field.ordered && place >= 0 && place < inOrder.length - 1
							&& <IconButton icon="down" label={t('form.down', {what: shownOption(option)})} onPress={() => move(option, place + 1)} />}
					</div>
				);
			})}
		</div>
	);
}
