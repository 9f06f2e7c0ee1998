import type {LineView, SipPhoneView, SpanView, TrunkView} from '../contract/index.js';
import {level} from './topics.js';

/** A topic below the box's, and what is retained there. */
export type Payload = [topic: string, payload: unknown];

export function linePayload({config: _, digits: _d, echo: _e, ...line}: LineView): Payload {
	return [`line/${level(line.id)}`, line];
}

export function spanPayload({config: _, ...span}: SpanView): Payload {
	return [`span/${level(span.id)}`, span];
}

/** Nothing is told of where it leads to, or of its log-in. */
export function trunkPayload({id, name, enabled, kind, state, detail, status, since, expiresAt, calls}: TrunkView): Payload {
	return [`trunk/${level(id)}`, {id, name, enabled, kind, state, detail, status, since, expiresAt, calls}];
}

/** Nothing is told of where it is, or of its log-in. */
export function phonePayload({id, name, extension, bindings}: SipPhoneView): Payload {
	const where = bindings.map(({transport, userAgent, expiresAt}) => ({transport, userAgent, expiresAt}));
	return [`sip-phone/${level(id)}`, {id, name, extension, registered: where.length > 0, bindings: where}];
}

export function alarmPayload({code, message}: {code: string; message: string}): Payload {
	return [`alarm/${level(code)}`, {code, message}];
}
