import {useTranslator} from '../../i18n/index.js';
import type {NumberField} from '../fields.js';
import {attributesOf, type ControlProps} from './control.js';

/** A number with its unit beside it. What is no number is kept as '' so that it is found to be missing. */
export function NumberInput(props: ControlProps<NumberField>) {
	const {t} = useTranslator();
	const {field, value, onChange} = props;
	const read = (text: string) => text === '' ? field.emptyIsNull ? null : '' : Number(text);
	return (
		<span class="field-number">
			<input
				{...attributesOf(props)} type="number" inputMode={field.whole ? 'numeric' : 'decimal'} required={!field.emptyIsNull} min={field.minimum} max={field.maximum}
				step={field.whole ? 1 : 'any'} value={typeof value === 'number' ? value : ''}
				onInput={({currentTarget}) => onChange(read(currentTarget.value))}
			/>
			{isUnit(field.unit) && <span class="field-unit" aria-hidden="true">{t(`unit.${field.unit}`)}</span>}
		</span>
	);
}

const units = ['seconds', 'minutes', 'days', 'megabytes', 'bitsPerSecond', 'decibels'] as const;
type Unit = (typeof units)[number];
const isUnit = (unit: string): unit is Unit => units.some(one => one === unit);
