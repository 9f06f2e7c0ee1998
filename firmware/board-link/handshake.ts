import type {Frame} from './frame.js';
import {counted, stay, type Effect, type Input, type LinkState, type Step, type Trouble} from './link-state.js';
import {ackPayload, decodeMessage, encodeMessage, messageType, protocolVersion, type Result, type Welcome} from './message.js';

const helloMs = 1000;
const incompatibleMs = 10_000;
const silentAfterTries = 3;
/** Between heartbeats, while the box is well; board/PROTOCOL.md, 5. */
export const heartbeatMs = 500;

type Of<K extends LinkState['kind']> = Extract<LinkState, {kind: K}>;
type Arrival = Extract<Input, {kind: 'frame' | 'timer'}>;

/** Says hello anew. A number drawn once and counted on differs from those of the handshakes before. */
export function greet(state: LinkState): Step {
	const {well, told, counters} = state;
	return {state: {kind: 'greeting', tries: 1, run: (state.run + 1) >>> 0, well, told, counters}, effects: hello((state.run + 1) >>> 0)};
}

/** The link is lost: what was known of it is forgotten, and hello is said. */
export function beginAgain(state: LinkState, silent: boolean): Step {
	const next = greet(silent ? counted(state, {lost: 1}) : state);
	const effects: Effect[] = [{kind: 'disarm', timer: 'retransmit'}, {kind: 'disarm', timer: 'heartbeat'}, {kind: 'down'}, ...next.effects];
	if (!silent) return {state: next.state, effects};
	const told = tell(next.state, 'silent');
	return {state: told.state, effects: [...effects, ...told.effects]};
}

export function closedStep(state: LinkState): Step {
	if (state.kind === 'closed') return stay(state);
	const {well, told, run, counters} = state;
	const timers: Effect[] = (['hello', 'retransmit', 'heartbeat'] as const).map(timer => ({kind: 'disarm', timer}));
	return {state: {kind: 'closed', well, told, run, counters}, effects: state.kind === 'up' ? [...timers, {kind: 'down'}] : timers};
}

export function greetingStep(state: Of<'greeting'>, input: Arrival): Step {
	if (input.kind === 'frame') return heard(state, input.frame);
	if (input.timer !== 'hello') return stay(state);
	const next: LinkState = {...state, tries: state.tries + 1};
	const told = state.tries === silentAfterTries ? tell(next, 'silent') : stay(next);
	return {state: told.state, effects: [...hello(state.run), ...told.effects]};
}

export function incompatibleStep(state: Of<'incompatible'>, input: Arrival): Step {
	if (input.kind === 'timer') return input.timer === 'hello' ? greet(state) : stay(state);
	return input.frame.type === messageType.ack ? stay(state) : {state, effects: [ack(input.frame.sequence, 'no-link')]};
}

/** Acknowledges one frame of the board. */
export function ack(sequence: number, result: Result): Effect {
	return {kind: 'write', frame: {type: messageType.ack, sequence, payload: ackPayload(result)}};
}

function hello(run: number): Effect[] {
	const frame = {...encodeMessage({kind: 'hello', oldest: protocolVersion, newest: protocolVersion, run}), sequence: 0};
	return [{kind: 'write', frame}, {kind: 'arm', timer: 'hello', ms: helloMs}];
}

function heard(state: Of<'greeting'>, frame: Frame): Step {
	// That hello arrived is known by the welcome.
	if (frame.type === messageType.ack) return stay(state);
	if (frame.type !== messageType.welcome) return {state, effects: [ack(frame.sequence, 'no-link')]};
	const message = decodeMessage(frame.type, frame.payload);
	if (typeof message === 'string') return refuse(state, frame, message);
	if (message.kind !== 'welcome' || message.run !== state.run) return refuse(state, frame, 'impossible-value');
	const next = message.version === 0 ? incompatible(state) : up(state, message, frame);
	return {state: next.state, effects: [ack(frame.sequence, 'accepted'), ...next.effects]};
}

function refuse(state: LinkState, frame: Frame, result: Result): Step {
	return {state: counted(state, {refused: 1}), effects: [ack(frame.sequence, result)]};
}

function incompatible(state: Of<'greeting'>): Step {
	const {well, told, run, counters} = state;
	const next = tell({kind: 'incompatible', well, told, run, counters}, 'incompatible');
	return {state: next.state, effects: [...next.effects, {kind: 'arm', timer: 'hello', ms: incompatibleMs}]};
}

function up({well, told, run, counters}: Of<'greeting'>, board: Welcome, {sequence}: Frame): Step {
	const state: LinkState = {
		kind: 'up', board, heard: {sequence, result: 'accepted'}, sequence: 0, inFlight: null, waiting: [], unknown: [], well, told, run, counters,
	};
	const next = tell(state, null);
	// The first heartbeat is due at once.
	return {state: next.state, effects: [{kind: 'disarm', timer: 'hello'}, ...next.effects, {kind: 'arm', timer: 'heartbeat', ms: 0}, {kind: 'up', board}]};
}

/** Tells what the trouble is now, if it is not what was told last. */
function tell(state: LinkState, trouble: Trouble | null): Step {
	if (state.told === trouble) return stay(state);
	const effects: Effect[] = [];
	if (state.told) effects.push({kind: 'trouble', trouble: state.told, active: false});
	if (trouble) effects.push({kind: 'trouble', trouble, active: true});
	return {state: {...state, told: trouble}, effects};
}
