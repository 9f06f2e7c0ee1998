import {createReadStream} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {text} from 'node:stream/consumers';
import {PartylineError} from '../contract/index.js';

/** The first line of a file, of standard input (-) or of a file descriptor (fd:N). Throws INVALID_INPUT, naming the file. */
export async function secretIn(file: string, what: string): Promise<string> {
	const [first = ''] = (await contentOf(file, what)).split(/\r?\n/);
	return first;
}

async function contentOf(file: string, what: string): Promise<string> {
	const descriptor = file === '-' ? '0' : /^fd:(\d)$/.exec(file)?.[1];
	try {
		return descriptor === undefined ? await readFile(file, 'utf8') : await text(createReadStream('', {fd: Number(descriptor)}));
	} catch (error) {
		throw new PartylineError('INVALID_INPUT', `The ${what} can't be read from ${file}.`, {cause: error});
	}
}
