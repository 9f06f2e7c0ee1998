import {randomBytes} from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Twelve characters, 60 random bits: unique on a box for good, short enough to read out. */
export function newId<Id extends string>(): Id {
	return Array.from(randomBytes(12), byte => alphabet[byte & 31]).join('') as Id;
}
