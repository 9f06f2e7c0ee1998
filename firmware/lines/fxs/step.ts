import {reorderMs, testMs, type FxsEffect, type FxsInput, type FxsRules, type FxsState, type FxsStep, type FxsTest} from './state.js';

type InState<K extends FxsState['kind']> = Extract<FxsState, {kind: K}>;
type Given<K extends FxsState['kind']> = {state: InState<K>; input: FxsInput; rules: FxsRules};

/** A phone's port as a machine: pure, no clock, no audio; its owner performs the effects. */
export function step(state: FxsState, input: FxsInput, rules: FxsRules): FxsStep {
	if (input.kind === 'gone') return gone(state);
	switch (state.kind) {
		case 'on-hook': return onHook({state, input, rules});
		case 'dialling': return dialling({state, input, rules});
		case 'call': return call({state, input, rules});
		case 'ringing': return ringing({state, input, rules});
		case 'left-off': return leftOff({state, input, rules});
		case 'testing': return testing({state, input, rules});
		case 'gone': return stay(state);
		default: return unreachable(state);
	}
}

const stay = (state: FxsState): FxsStep => ({state, effects: []});
const idle: FxsState = {kind: 'on-hook'};

function unreachable(value: never): never {
	throw new Error(`No such state or input: ${JSON.stringify(value)}`);
}

function gone(state: FxsState): FxsStep {
	return {state: {kind: 'gone'}, effects: [{kind: 'disarm'}, ...callEnd(state, 'network', 'line-failed'), {kind: 'end-leg'}]};
}

/** Where a call is up, or being made, it ends. */
function callEnd({kind}: FxsState, by: 'caller' | 'box' | 'network', outcome: Extract<FxsEffect, {kind: 'finish'}>['outcome']): FxsEffect[] {
	return kind === 'call' || kind === 'ringing' ? [{kind: 'finish', by, outcome}] : [];
}

function onHook({state, input, rules}: Given<'on-hook'>): FxsStep {
	switch (input.kind) {
		case 'off-hook': return lift(rules);
		case 'call': return {state: {kind: 'ringing'}, effects: [{kind: 'ring', callerId: true}, {kind: 'arm', ms: rules.ringMs}]};
		case 'test': return {state: {kind: 'testing', test: input.test, lifted: false}, effects: [...startTest[input.test], {kind: 'arm', ms: testMs}]};
		case 'on-hook': case 'flash': case 'digit': case 'timer': case 'hang-up': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

/** Dial tone, as when the phone is lifted. */
function lift({dialToneMs}: FxsRules): FxsStep {
	return {state: {kind: 'dialling', digits: ''}, effects: [{kind: 'start-leg'}, {kind: 'play', tone: 'dial'}, {kind: 'arm', ms: dialToneMs}]};
}

function putDown(state: FxsState): FxsStep {
	return {state: idle, effects: [{kind: 'disarm'}, ...callEnd(state, 'caller', 'hung-up'), {kind: 'end-leg'}]};
}

function dialling({state, input, rules}: Given<'dialling'>): FxsStep {
	switch (input.kind) {
		case 'on-hook': return putDown(state);
		case 'digit': return dial(state, input.digit, rules);
		/** A flash starts over, so that a wrong digit is no reason to put the phone down. */
		case 'flash': return lift(rules);
		case 'timer': return state.digits === '' ? leave('reorder', []) : offer(state.digits, rules);
		case 'off-hook': case 'call': case 'hang-up': case 'test': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

function dial(state: InState<'dialling'>, digit: string, rules: FxsRules): FxsStep {
	if (/[A-D]/.test(digit) || (digit === '#' && state.digits === '')) return stay(state);
	if (digit === '#') return offer(state.digits, rules);
	const digits = state.digits + digit;
	const first: FxsEffect[] = state.digits === '' ? [{kind: 'stop-playing'}] : [];
	// Nothing that could follow changes where the call goes: to its number, or to the refusal of one that nobody has.
	if (!rules.match(digits).longer) {
		const {state: next, effects} = offer(digits, rules);
		return {state: next, effects: [...first, ...effects]};
	}
	return {state: {kind: 'dialling', digits}, effects: [...first, {kind: 'arm', ms: rules.nextDigitMs}]};
}

/** The timer forgets that a number was just dialled. */
function offer(dialled: string, {nextDigitMs}: FxsRules): FxsStep {
	return {state: {kind: 'call', justDialled: true}, effects: [{kind: 'arm', ms: nextDigitMs}, {kind: 'offer', dialled}]};
}

function call({state, input}: Given<'call'>): FxsStep {
	switch (input.kind) {
		case 'on-hook': return putDown(state);
		case 'hang-up': return leave('reorder', [{kind: 'finish', by: 'box', outcome: input.outcome}, {kind: 'end-leg'}, {kind: 'start-leg'}]);
		case 'digit': return key(state, input.digit);
		case 'timer': return stay({...state, justDialled: false});
		case 'off-hook': case 'flash': case 'call': case 'test': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

/** Who ends a number with '#' out of habit does not mean the first question by it. */
function key(state: InState<'call'>, digit: string): FxsStep {
	const next: FxsState = {...state, justDialled: false};
	return state.justDialled && digit === '#' ? stay(next) : {state: next, effects: [{kind: 'key', digit}]};
}

function ringing({state, input}: Given<'ringing'>): FxsStep {
	const quiet: FxsEffect[] = [{kind: 'disarm'}, {kind: 'stop-ringing'}];
	switch (input.kind) {
		case 'off-hook': return {state: {kind: 'call', justDialled: false}, effects: [...quiet, {kind: 'answered'}]};
		case 'timer': return {state: idle, effects: [...quiet, {kind: 'finish', by: 'network', outcome: 'no-answer'}, {kind: 'end-leg'}]};
		case 'hang-up': return {state: idle, effects: [...quiet, {kind: 'finish', by: 'box', outcome: input.outcome}, {kind: 'end-leg'}]};
		case 'on-hook': case 'flash': case 'digit': case 'call': case 'test': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

/** The phone is off its hook and has nothing to do there any more; `before` happens first. */
function leave(phase: 'reorder' | 'howler', before: readonly FxsEffect[], ms = reorderMs): FxsStep {
	const tone = phase === 'reorder' ? 'congestion' : 'howler';
	return {state: {kind: 'left-off', phase}, effects: [...before, {kind: 'play', tone}, {kind: 'arm', ms}]};
}

const park: FxsStep = {state: {kind: 'left-off', phase: 'parked'}, effects: [{kind: 'disarm'}, {kind: 'end-leg'}]};

function leftOff({state, input, rules}: Given<'left-off'>): FxsStep {
	switch (input.kind) {
		case 'on-hook': return putDown(state);
		case 'flash': return lift(rules);
		case 'timer': return state.phase === 'reorder' && rules.howlerMs > 0 ? leave('howler', [], rules.howlerMs) : park;
		case 'off-hook': case 'digit': case 'call': case 'hang-up': case 'test': case 'stop-test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

const startTest: Record<FxsTest, readonly FxsEffect[]> = {
	'dial-tone': [{kind: 'start-leg'}, {kind: 'play', tone: 'dial'}],
	milliwatt: [{kind: 'start-leg'}, {kind: 'play', tone: 'milliwatt'}],
	ring: [{kind: 'ring', callerId: false}],
	loopback: [{kind: 'loopback', on: true}],
};

const endTest: Record<FxsTest, readonly FxsEffect[]> = {
	'dial-tone': [{kind: 'end-leg'}],
	milliwatt: [{kind: 'end-leg'}],
	ring: [{kind: 'stop-ringing'}],
	loopback: [{kind: 'loopback', on: false}],
};

/** A phone that is lifted meanwhile hears the test, or ends the ringing; dial tone follows. */
function testing({state, input, rules}: Given<'testing'>): FxsStep {
	switch (input.kind) {
		case 'off-hook': return state.test === 'ring' ? testOver({...state, lifted: true}, rules) : stay({...state, lifted: true});
		case 'on-hook': return stay({...state, lifted: false});
		case 'timer': case 'stop-test': return testOver(state, rules);
		case 'flash': case 'digit': case 'call': case 'hang-up': case 'test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

function testOver({test, lifted}: InState<'testing'>, rules: FxsRules): FxsStep {
	const after = lifted ? lift(rules) : stay(idle);
	return {state: after.state, effects: [{kind: 'disarm'}, ...endTest[test], ...after.effects]};
}
