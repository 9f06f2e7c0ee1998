import {randomInt} from 'node:crypto';

/** Without those that are mistaken for each other when somebody keys them into a phone: 0 and O, 1, l and I. */
const alphabet = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const length = 24;

/** A password that nobody guesses: more than 130 random bits. */
export function newPhonePassword(): string {
	return Array.from({length}, () => alphabet[randomInt(alphabet.length)]).join('');
}
