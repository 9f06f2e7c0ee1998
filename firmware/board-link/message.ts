import {Payload} from './payload.js';

/** The version of the protocol that this code speaks. */
export const protocolVersion = 1;

/** How a frame was taken; board/PROTOCOL.md, 2. */
export type Result = 'accepted' | 'unknown-type' | 'wrong-length' | 'impossible-value' | 'no-link';
const results: readonly Result[] = ['accepted', 'unknown-type', 'wrong-length', 'impossible-value', 'no-link'];

/** What one message can hold. */
const maxLights = 198;

/** Numbers of the messages' types. */
export const messageType = {
	ack: 0x00, hello: 0x01, welcome: 0x02,
	heartbeat: 0x10, lights: 0x11, relays: 0x12, askCounters: 0x13,
	readings: 0x20, relayState: 0x21, button: 0x22, fault: 0x23, counters: 0x24,
} as const;

export type Colour = 'dark' | 'green' | 'red' | 'amber';
export type Rhythm = 'steady' | 'slow' | 'fast';
export type Light = {readonly colour: Colour; readonly rhythm: Rhythm};
const colours: readonly Colour[] = ['dark', 'green', 'red', 'amber'];
const rhythms: readonly Rhythm[] = ['steady', 'slow', 'fast'];

/** What the box says. */
export type BoxMessage =
	| {kind: 'hello'; oldest: number; newest: number; run: number}
	| {kind: 'heartbeat'}
	| {kind: 'lights'; first: number; lights: readonly Light[]}
	| {kind: 'relays'; held: boolean}
	| {kind: 'ask-counters'};

export type Capability = 'lights' | 'relays' | 'thermometer' | 'voltmeter' | 'button';
const capabilities: readonly Capability[] = ['lights', 'relays', 'thermometer', 'voltmeter', 'button'];
export type RelayReason = 'asked' | 'heartbeats-stopped' | 'power-came' | 'supply-too-low';
const relayReasons: readonly RelayReason[] = ['asked', 'heartbeats-stopped', 'power-came', 'supply-too-low'];
export type BoardFault = 'supply' | 'heat' | 'relay' | 'self-test';
const faults: readonly BoardFault[] = ['supply', 'heat', 'relay', 'self-test'];

export type Welcome = {
	kind: 'welcome';
	/** 0: the board knows none of the versions that were offered. */
	version: number;
	run: number;
	capabilities: readonly Capability[];
	lights: number;
	watchdogMs: number;
	firmware: string;
	model: string;
};
export type BoardCounters = {received: number; damaged: number; discardedBytes: number; repeated: number; sentAgain: number; refused: number; watchdogDrops: number};

/** What the board says. */
export type BoardMessage =
	| Welcome
	/** In °C and V; undefined: not measured. */
	| {kind: 'readings'; celsius: number | undefined; volts: number | undefined}
	| {kind: 'relay-state'; held: boolean; reason: RelayReason}
	| {kind: 'button'; press: 'short' | 'long'; heldMs: number}
	| {kind: 'fault'; fault: BoardFault; active: boolean}
	| ({kind: 'counters'} & BoardCounters);

/** Type and payload of what the box says. */
export function encodeMessage(message: BoxMessage): {type: number; payload: Uint8Array} {
	switch (message.kind) {
		case 'hello': return {type: messageType.hello, payload: helloPayload(message)};
		case 'heartbeat': return {type: messageType.heartbeat, payload: new Uint8Array()};
		case 'lights': return {type: messageType.lights, payload: Uint8Array.of(message.first, message.lights.length, ...message.lights.map(lightByte))};
		case 'relays': return {type: messageType.relays, payload: Uint8Array.of(message.held ? 1 : 0)};
		case 'ask-counters': return {type: messageType.askCounters, payload: new Uint8Array()};
	}
}

/** Payload of an acknowledgement. */
export function ackPayload(result: Result): Uint8Array {
	return Uint8Array.of(results.indexOf(result));
}

/** The result that an acknowledgement tells; one of a later version counts as refused for its value. Undefined when it has none. */
export function ackResult(payload: Uint8Array): Result | undefined {
	const [code] = payload;
	return code === undefined ? undefined : results[code] ?? 'impossible-value';
}

/** What the board says, or why it can't be taken. Bytes at the end that this version does not know are ignored. */
export function decodeMessage(type: number, bytes: Uint8Array): BoardMessage | Exclude<Result, 'accepted' | 'no-link'> {
	const read = readers.get(type);
	if (!read) return 'unknown-type';
	const payload = new Payload(bytes);
	const message = read(payload);
	if (payload.short) return 'wrong-length';
	return message ?? 'impossible-value';
}

function helloPayload({oldest, newest, run}: Extract<BoxMessage, {kind: 'hello'}>): Uint8Array {
	const payload = new Uint8Array(6);
	payload.set([oldest, newest]);
	new DataView(payload.buffer).setUint32(2, run);
	return payload;
}

function lightByte({colour, rhythm}: Light): number {
	return colours.indexOf(colour) | (rhythms.indexOf(rhythm) << 4);
}

/** Undefined: a value is impossible. A payload that was too short says so itself. */
type Read = (payload: Payload) => BoardMessage | undefined;
const readers = new Map<number, Read>([
	[messageType.welcome, readWelcome],
	[messageType.readings, readReadings],
	[messageType.relayState, readRelayState],
	[messageType.button, readButton],
	[messageType.fault, readFault],
	[messageType.counters, readCounters],
]);

function readWelcome(payload: Payload): BoardMessage | undefined {
	const version = payload.u8();
	const run = payload.u32();
	// Of a board of another version nothing further is known.
	if (version === 0) return {kind: 'welcome', version, run, capabilities: [], lights: 0, watchdogMs: 0, firmware: '', model: ''};
	const bits = payload.u16();
	const lights = payload.u8();
	const watchdogMs = payload.u16();
	const firmware = [payload.u8(), payload.u8(), payload.u8()].join('.');
	const model = payload.ascii(payload.u8());
	if (version !== protocolVersion || lights > maxLights || watchdogMs < 1000 || model === undefined || model.length > 40) return undefined;
	return {kind: 'welcome', version, run, capabilities: capabilities.filter((_, bit) => (bits & (1 << bit)) !== 0), lights, watchdogMs, firmware, model};
}

function readReadings(payload: Payload): BoardMessage | undefined {
	const tenths = payload.i16();
	const millivolts = payload.u16();
	const celsius = tenths === 0x7fff ? undefined : tenths / 10;
	const volts = millivolts === 0xffff ? undefined : millivolts / 1000;
	if (celsius !== undefined && (celsius < -55 || celsius > 150)) return undefined;
	if (volts !== undefined && volts > 60) return undefined;
	return {kind: 'readings', celsius, volts};
}

function readRelayState(payload: Payload): BoardMessage | undefined {
	const state = payload.u8();
	const reason = relayReasons[payload.u8()];
	return state > 1 || reason === undefined ? undefined : {kind: 'relay-state', held: state === 1, reason};
}

function readButton(payload: Payload): BoardMessage | undefined {
	const press = payload.u8();
	const heldMs = payload.u16();
	if (press === 0 && heldMs >= 50 && heldMs < 5000) return {kind: 'button', press: 'short', heldMs};
	if (press === 1 && heldMs >= 5000) return {kind: 'button', press: 'long', heldMs};
	return undefined;
}

function readFault(payload: Payload): BoardMessage | undefined {
	const fault = faults[payload.u8() - 1];
	const active = payload.u8();
	return fault === undefined || active > 1 ? undefined : {kind: 'fault', fault, active: active === 1};
}

function readCounters(payload: Payload): BoardMessage {
	const next = () => payload.u32();
	return {
		kind: 'counters', received: next(), damaged: next(), discardedBytes: next(), repeated: next(), sentAgain: next(), refused: next(), watchdogDrops: next(),
	};
}
