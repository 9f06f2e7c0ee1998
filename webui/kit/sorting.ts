export type Direction = 'ascending' | 'descending';
export type Order = {column: string; direction: Direction};
export type SortKey = string | number;

/** Digits within texts count as numbers: line 2 comes before line 10. */
const texts = new Intl.Collator(undefined, {numeric: true, sensitivity: 'base'});

/** A copy in the order of the keys; equal ones stay as they were. */
export function sorted<Row>(rows: readonly Row[], keyOf: (row: Row) => SortKey, direction: Direction): Row[] {
	const sign = direction === 'ascending' ? 1 : -1;
	return [...rows].sort((one, other) => sign * compare(keyOf(one), keyOf(other)));
}

function compare(one: SortKey, other: SortKey): number {
	return typeof one === 'number' && typeof other === 'number' ? one - other : texts.compare(String(one), String(other));
}

/** What a press on a column's title asks for: its order, or the other way round. */
export function turned(order: Order | undefined, column: string): Order {
	const turn = order?.column === column && order.direction === 'ascending';
	return {column, direction: turn ? 'descending' : 'ascending'};
}
