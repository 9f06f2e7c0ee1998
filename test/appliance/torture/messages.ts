import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';

export type TortureMessage = {clause: string; name: string; bytes: Buffer};

/** The torture messages of RFC 4475, with every host that the box might call back turned into this machine. */
export function tortureMessages(): TortureMessage[] {
	const text = readFileSync(resolve('test/appliance/torture/rfc4475.txt'), 'latin1');
	return text.split(/^== /m).slice(1).map(read);
}

function read(section: string): TortureMessage {
	const [title = '', ...lines] = section.trimEnd().split('\n');
	const [clause = '', name = ''] = title.split(' ');
	return {clause, name, bytes: bytesOf(lines)};
}

function bytesOf(lines: readonly string[]): Buffer {
	const end = lines.indexOf('');
	const head = end < 0 ? lines : lines.slice(0, end);
	const body = end < 0 ? Buffer.alloc(0) : wire(lines.slice(end + 1));
	return Buffer.concat([wire([...head.map(here), ''].map(line => line.replace('@LENGTH', String(body.length)))), body]);
}

/** A dialog that the box takes up is one with this machine. */
function here(line: string): string {
	return /^(contact|m|record-route)\s*:/i.test(line) ? line.replace(/(?<=[@:=])[\w.-]*example\.(com|net|org)/g, '127.0.0.1') : line;
}

function wire(lines: readonly string[]): Buffer {
	const text = lines.map(line => `${line}\r\n`).join('')
		.replace(/\\REPEAT\((\w+),(\d+)\)/g, (_, word: string, times: string) => word.repeat(Number(times)))
		.replace(/\\x([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(text, 'latin1');
}
