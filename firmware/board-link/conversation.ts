import type {Frame} from './frame.js';
import {ack, beginAgain, heartbeatMs} from './handshake.js';
import {counted, stay, type Effect, type Input, type LinkState, type Step} from './link-state.js';
import {ackResult, decodeMessage, encodeMessage, messageType, type BoxMessage, type Result} from './message.js';

const retransmitMs = 200;
const mostTries = 5;
const lastSequence = 255;

type Up = Extract<LinkState, {kind: 'up'}>;

/** While the link is up. */
export function upStep(state: Up, input: Extract<Input, {kind: 'frame' | 'send' | 'timer'}>): Step {
	switch (input.kind) {
		case 'frame': return input.frame.type === messageType.ack ? acknowledged(state, input.frame) : heard(state, input.frame);
		case 'send': return send(state, input.message);
		case 'timer': return timer(state, input.timer);
	}
}

/** A box that is not well sends no heartbeat, not even one that waits. */
export function heardWell(state: LinkState, well: boolean): Step {
	if (state.kind !== 'up' || well) return stay({...state, well});
	return stay({...state, well, waiting: state.waiting.filter(({kind}) => kind !== 'heartbeat')});
}

function timer(state: Up, name: Extract<Input, {kind: 'timer'}>['timer']): Step {
	switch (name) {
		case 'hello': return stay(state);
		case 'retransmit': return retransmit(state);
		case 'heartbeat': return heartbeat(state);
	}
}

function heartbeat(state: Up): Step {
	const next = state.well ? send(state, {kind: 'heartbeat'}) : stay(state);
	return {state: next.state, effects: [...next.effects, {kind: 'arm', timer: 'heartbeat', ms: heartbeatMs}]};
}

function retransmit(state: Up): Step {
	const {inFlight} = state;
	if (!inFlight) return stay(state);
	if (inFlight.tries === mostTries) return beginAgain(state, true);
	const next = counted({...state, inFlight: {...inFlight, tries: inFlight.tries + 1}}, {sentAgain: 1});
	return {state: next, effects: transmit(inFlight.frame)};
}

function send(state: Up, message: BoxMessage): Step {
	if (state.unknown.includes(message.kind)) return stay(state);
	const waiting = [...state.waiting.filter(({kind}) => kind !== message.kind), message];
	return state.inFlight ? stay({...state, waiting}) : sendNext({...state, waiting});
}

function sendNext(state: Up): Step {
	const [message, ...waiting] = state.waiting;
	if (!message) return {state: {...state, inFlight: null}, effects: [{kind: 'disarm', timer: 'retransmit'}]};
	const sequence = state.sequence === lastSequence ? 1 : state.sequence + 1;
	const frame = {...encodeMessage(message), sequence};
	return {state: {...state, sequence, waiting, inFlight: {message, frame, tries: 1}}, effects: transmit(frame)};
}

function transmit(frame: Frame): Effect[] {
	return [{kind: 'write', frame}, {kind: 'arm', timer: 'retransmit', ms: retransmitMs}];
}

function acknowledged(state: Up, {sequence, payload}: Frame): Step {
	const result = ackResult(payload);
	if (result === undefined) return stay(counted(state, {refused: 1}));
	if (state.inFlight?.frame.sequence !== sequence) return stay(counted(state, {repeated: 1}));
	if (result === 'no-link') return beginAgain(state, false);
	if (result === 'accepted') return sendNext(state);
	return refused(state, state.inFlight.message, result);
}

function refused(state: Up, message: BoxMessage, result: Result): Step {
	const unknown = result === 'unknown-type' ? [...state.unknown, message.kind] : state.unknown;
	const next = sendNext(counted({...state, unknown}, {refused: 1}));
	return {state: next.state, effects: [{kind: 'refused', message, result}, ...next.effects]};
}

function heard(state: Up, {type, sequence, payload}: Frame): Step {
	if (sequence === state.heard.sequence) return {state: counted(state, {repeated: 1}), effects: [ack(sequence, state.heard.result)]};
	const message = decodeMessage(type, payload);
	if (typeof message === 'string') return refuse(state, sequence, message);
	if (message.kind === 'welcome') return refuse(state, sequence, 'impossible-value');
	return {state: {...state, heard: {sequence, result: 'accepted'}}, effects: [ack(sequence, 'accepted'), {kind: 'message', message}]};
}

function refuse(state: Up, sequence: number, result: Result): Step {
	return {state: counted({...state, heard: {sequence, result}}, {refused: 1}), effects: [ack(sequence, result)]};
}
