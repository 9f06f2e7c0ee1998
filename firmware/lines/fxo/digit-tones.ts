import type {Sound} from '../../call/index.js';

const rows = [697, 770, 852, 941];
const columns = [1209, 1336, 1477, 1633];
const keypad = '123A456B789C*0#D';
/** Of the sum; within what ITU-T Q.23 and exchanges expect. */
const dbm0 = -6;

/** A number as the tones of ITU-T Q.23; what is no key is left out. */
export function digitTones(number: string, {on, off}: {readonly on: number; readonly off: number}): Sound[] {
	return [...number].flatMap((digit): Sound[] => {
		const key = keypad.indexOf(digit);
		const row = rows[Math.floor(key / 4)];
		const column = columns[key % 4];
		return row === undefined || column === undefined ? [] : [{frequenciesHz: [row, column], dbm0, ms: on}, {silenceMs: off}];
	});
}
