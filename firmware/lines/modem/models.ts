import {madeName} from '../../contract/index.js';
import type {VoiceCoding} from '../ports.js';

/** What differs from modem to modem. */
export type Model = {
	readonly name: string;
	/** Of +VSM: the method's number, and how its bytes are coded. */
	readonly method: number;
	readonly coding: VoiceCoding;
	/** What ends a full-duplex stream, hexadecimal. */
	readonly endHex: string;
	/** Takes the line without dialling. */
	readonly offHook: string;
};

type Known = Omit<Model, 'name'> & {readonly name: string; readonly sign: RegExp};

/** By what ATI, +FMI and +FMM say. */
const knownModels: readonly Known[] = [
	// The Zoom is built on a Conexant and would be taken for one.
	{name: 'Zoom 3095', sign: /zoom|3095/i, method: 1, coding: 'linear-unsigned', endHex: '10101003', offHook: 'AT+VLS=1'},
	{name: 'Conexant CX93001', sign: /conexant|cx93001|cx9301/i, method: 1, coding: 'linear-unsigned', endHex: '105e', offHook: 'AT+VLS=1'},
	{name: 'USRobotics USR5637', sign: /u\.?\s?s\.?\s?robotics|usr5637|5637/i, method: 128, coding: 'linear-unsigned', endHex: '1003', offHook: 'AT+VLS=1'},
];

/** Best first. */
const codings: readonly {coding: VoiceCoding; sign: RegExp}[] = [
	{coding: 'mu', sign: /(u|mu|µ)-?law/i},
	{coding: 'a', sign: /a-?law/i},
	{coding: 'linear-unsigned', sign: /unsigned|8[- ]?bit linear|^linear/i},
];

/** The modem that says so of itself (`identity`) and offers these methods (the lines of +VSM=?); undefined when it offers none that the box can use. */
export function modelOf(identity: readonly string[], methods: readonly string[]): Model | undefined {
	const said = identity.join(' ');
	const known = knownModels.find(({sign}) => sign.test(said));
	if (known) return {name: known.name, method: known.method, coding: known.coding, endHex: known.endHex, offHook: known.offHook};
	return genericModel(identity, methods);
}

function genericModel(identity: readonly string[], methods: readonly string[]): Model | undefined {
	const offered = methods.flatMap(methodOf);
	for (const {coding, sign} of codings) {
		const method = offered.find(({name}) => sign.test(name));
		if (method) return {name: identity[0] ?? madeName('voice-modem'), method: method.number, coding, endHex: '105e', offHook: 'AT+VLS=1'};
	}
	return undefined;
}

/** ITU-T V.253, +VSM=?: number, "name", bits a sample, time stamp, (rates), … ; only 8 bits at 8000 Hz will do. */
function methodOf(line: string): {number: number; name: string}[] {
	const [, number, name, bits, rates] = /^(?:\+VSM:)?\s*(\d+)\s*,\s*"([^"]*)"\s*,\s*(\d+)\s*,\s*\d+\s*,\s*\(?([\d,\-]*)/.exec(line) ?? [];
	if (number === undefined || name === undefined || bits !== '8' || !offers(rates ?? '', 8000)) return [];
	return [{number: Number(number), name}];
}

/** "7200,8000,11025" or "7200-11025". */
function offers(rates: string, rateHz: number): boolean {
	return rates.split(',').some(range => {
		const [least = NaN, most = least] = range.split('-').map(Number);
		return least <= rateHz && rateHz <= most;
	});
}
