/** A part of a caller ID; it comes in several lines. Empty: withheld or unknown. */
export type CallerIdPart = {readonly number?: string; readonly name?: string};

/** What is sent in place of a number or a name: private, out of area. */
const absences = ['P', 'O', 'PRIVATE', 'OUT OF AREA', 'UNAVAILABLE'];

/** Formatted (+VCID=1: "NMBR = 5551001") or as the exchange sent it (+VCID=2: "MESG = 80…"); undefined: the line is nothing of the kind. Date and time are empty. */
export function callerIdOf(line: string): CallerIdPart | undefined {
	const [, field = '', value = ''] = /^(DATE|TIME|NMBR|DDN|NAME|MESG)\s*=\s*(.*)$/.exec(line) ?? [];
	const text = absences.includes(value.trim().toUpperCase()) ? '' : value.trim();
	switch (field) {
		case 'NMBR': case 'DDN': return {number: text.replaceAll(/[^0-9*#+]/g, '')};
		case 'NAME': return {name: text};
		case 'MESG': return messageOf(text);
		case 'DATE': case 'TIME': return {};
		default: return undefined;
	}
}

const singleData = 0x04;
const multipleData = 0x80;
const dateLength = 8;
const numberParameter = 0x02;
const nameParameter = 0x07;

/** A data message of Bellcore GR-30 in hexadecimal; one that is damaged says nothing. */
function messageOf(hex: string): CallerIdPart {
	const bytes = Buffer.from(hex, 'hex');
	const body = bytes.subarray(2, 2 + (bytes[1] ?? 0));
	const sum = bytes.subarray(0, 3 + body.length).reduce((total, byte) => total + byte, 0);
	if ((sum & 0xff) !== 0 || bytes.length < 3 + body.length) return {};
	if (bytes[0] === singleData) return {number: digits(body.subarray(dateLength))};
	return bytes[0] === multipleData ? parameters(body) : {};
}

function parameters(body: Buffer): CallerIdPart {
	let part: CallerIdPart = {};
	for (let at = 0; at + 1 < body.length; at += 2 + (body[at + 1] ?? 0)) {
		const value = body.subarray(at + 2, at + 2 + (body[at + 1] ?? 0));
		if (body[at] === numberParameter) part = {...part, number: digits(value)};
		if (body[at] === nameParameter) part = {...part, name: value.toString('latin1').trim()};
	}
	return part;
}

const digits = (value: Buffer) => value.toString('latin1').replaceAll(/[^0-9*#+]/g, '');
