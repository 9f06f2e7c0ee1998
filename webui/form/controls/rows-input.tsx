import {useTranslator} from '../../i18n/index.js';
import {Button} from '../../kit/index.js';
import type {RowsField} from '../fields.js';
import type {ControlProps} from './control.js';
import {TextInput} from './text-input.js';

type Row = Readonly<Record<string, unknown>>;

/** A list of objects with a text in each column. */
export function RowsInput({id, field, value, described, onChange}: ControlProps<RowsField>) {
	const {t, word} = useTranslator();
	const rows: readonly Row[] = Array.isArray(value) ? value.filter(isRow) : [];
	const put = (place: number, row: Row) => onChange(rows.map((other, index) => index === place ? row : other));
	return (
		<div class="rows" role="group" aria-labelledby={`${id}-title`} aria-describedby={described}>
			{rows.map((row, place) => (
				<div class="rows-row" key={place}>
					{field.columns.map(column => (
						<label key={column.name} class="rows-cell">
							<span>{word('title', column.path, column.title)}</span>
							<TextInput
								id={`${id}-${place}-${column.name}`} field={column} value={row[column.name]} initial={undefined} described={undefined} invalid={false}
								onChange={changed => put(place, {...row, [column.name]: changed})}
							/>
						</label>
					))}
					<Button icon="close" label={t('form.removeRow', {place: place + 1})} onPress={() => onChange(rows.filter((_, index) => index !== place))}>{t('form.remove')}</Button>
				</div>
			))}
			<Button icon="plus" onPress={() => onChange([...rows, Object.fromEntries(field.columns.map(({name}) => [name, '']))])}>{t('form.addRow')}</Button>
		</div>
	);
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;
