import type {ComponentChildren} from 'preact';
import {useState} from 'preact/hooks';
import {useTranslator} from '../i18n/index.js';
import {Icon} from './icon.js';
import {sorted, turned, type Order, type SortKey} from './sorting.js';

export type Column<Row> = {
	/** Unique in its table. */
	name: string;
	title: string;
	cell: (row: Row) => ComponentChildren;
	/** Makes the column one to sort by. */
	sortBy?: (row: Row) => SortKey;
	/** Figures stand below each other. */
	numeric?: boolean;
};

export type TableProps<Row> = {
	/** What it is a list of; read out by screen readers. */
	label: string;
	rows: readonly Row[];
	keyOf: (row: Row) => string;
	/** The first names the row. */
	columns: readonly Column<Row>[];
	/** What can be done with a row; its buttons have labels that name the row. */
	actions?: (row: Row) => ComponentChildren;
	/** What it is sorted by at first; without it the rows are in their own order. */
	order?: Order;
};

/** A table; on a phone each row is a card. */
export function Table<Row>({label, rows, keyOf, columns, actions, order: first}: TableProps<Row>) {
	const {t} = useTranslator();
	const [order, setOrder] = useState(first);
	const sortBy = columns.find(({name}) => name === order?.column)?.sortBy;
	const shown = order && sortBy ? sorted(rows, sortBy, order.direction) : rows;
	return (
		<table class={`table${columns.length > 4 ? ' wide' : ''}`} role="table" aria-label={label}>
			<thead role="rowgroup">
				<tr role="row">
					{columns.map(column => <Header key={column.name} column={column} order={order} onSort={() => setOrder(turned(order, column.name))} />)}
					{actions && <th role="columnheader" scope="col"><span class="hidden">{t('kit.actions')}</span></th>}
				</tr>
			</thead>
			<tbody role="rowgroup">
				{shown.map(row => (
					<tr key={keyOf(row)} role="row" data-row={keyOf(row)}>
						{columns.map((column, place) => <Cell key={column.name} column={column} row={row} isFirst={place === 0} />)}
						{actions && <td role="cell" class="table-actions">{actions(row)}</td>}
					</tr>
				))}
			</tbody>
		</table>
	);
}

type HeaderProps<Row> = {column: Column<Row>; order: Order | undefined; onSort: () => void};

function Header<Row>({column: {name, title, sortBy, numeric}, order, onSort}: HeaderProps<Row>) {
	const direction = order?.column === name ? order.direction : undefined;
	return (
		<th role="columnheader" scope="col" class={numeric ? 'numeric' : undefined} aria-sort={direction}>
			{sortBy
				? <button type="button" class={`table-sort ${direction ?? ''}`} onClick={onSort}>{title}<Icon name="arrow" /></button>
				: title}
		</th>
	);
}

/** The roles are the elements' own, which browsers forget once they are laid out as cards. */
function Cell<Row>({column: {title, cell, numeric}, row, isFirst}: {column: Column<Row>; row: Row; isFirst: boolean}) {
	const look = numeric ? 'numeric' : undefined;
	if (isFirst) return <th role="rowheader" scope="row" class={look}>{cell(row)}</th>;
	return <td role="cell" class={look} data-title={title}>{cell(row)}</td>;
}
