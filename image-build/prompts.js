// Usage: node prompts.js CACHE_FOLDER G722_DECODER
import {resolve} from 'node:path';
import {language} from '../build/firmware/contract/index.js';
import {makePrompts} from '../build/firmware/prompts/index.js';

const [cacheDir = '', decoder = ''] = process.argv.slice(2);
const languages = language.anyOf.map(({const: name}) => name);
try {
	const made = await makePrompts({languages, cacheDir, g722Decoder: resolve(decoder)});
	if (made > 0) console.log(`partyline: made ${made} spoken sentences`);
} catch (error) {
	console.error(`partyline: ${error.message}`);
	process.exitCode = 1;
}
