/** A table as RFC 4180 has it; with the mark by which spreadsheets know UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
	return `\uFEFF${rows.map(row => `${row.map(cell => quoted(harmless(cell))).join(',')}\r\n`).join('')}`;
}

function quoted(cell: string): string {
	return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A caller's name may look like a formula, which spreadsheets would run; numbers such as +49… stay what they are. */
function harmless(cell: string): string {
	return /^[=@\t\r]|^[+-](?!\d*$)/.test(cell) ? `'${cell}` : cell;
}

/** Has the browser save a text as a file. */
export function save(name: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], {type: 'text/csv'}));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	URL.revokeObjectURL(url);
}
