import {Type, type Static} from '@sinclair/typebox';
import {Value} from '@sinclair/typebox/value';
import {simulatedPhone, type SimulatedPhone} from '../contract/index.js';

const numbered = Type.Object({id: Type.String(), number: Type.String()});

/** What the program says first; `board/simulator/README.md` has its fields. Modems are told by id, their lines as "line-m1", "line-m2" in their order. */
const ready = Type.Object({
	event: Type.Literal('ready'),
	root: Type.String(),
	audio: Type.String(),
	phones: Type.Array(simulatedPhone),
	lines: Type.Array(numbered),
	spans: Type.Array(Type.Object({id: Type.String(), type: Type.String()})),
	modems: Type.Array(Type.Object({id: Type.String()})),
});
export type Ready = Static<typeof ready>;

const phone = Type.Composite([Type.Object({event: Type.Literal('phone')}), simulatedPhone]);
const answer = Type.Object({id: Type.Integer(), ok: Type.Boolean(), error: Type.Optional(Type.String())});

export type Message =
	| {kind: 'ready'; ready: Ready}
	| {kind: 'phone'; phone: SimulatedPhone}
	| {kind: 'answer'; id: number; refusal: string | undefined}
	/** Of the exchange and the cards, which is not shown. */
	| {kind: 'other'}
	| {kind: 'nonsense'; line: string};

/** What one line of the program's standard output says. */
export function messageOf(line: string): Message {
	const said = parsed(line);
	if (Value.Check(phone, said)) {
		const {event: _event, ...shown} = said;
		return {kind: 'phone', phone: shown};
	}
	if (Value.Check(answer, said)) return {kind: 'answer', id: said.id, refusal: said.ok ? undefined : said.error ?? ''};
	if (Value.Check(ready, said)) return {kind: 'ready', ready: said};
	return typeof said === 'object' && said !== null && 'event' in said ? {kind: 'other'} : {kind: 'nonsense', line};
}

function parsed(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}
