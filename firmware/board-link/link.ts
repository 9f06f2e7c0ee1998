import type {Frame} from './frame.js';
import {closedStep, greet, incompatibleStep, greetingStep} from './handshake.js';
import {heardWell, upStep} from './conversation.js';
import {counted, stay, type Input, type LinkState, type Step} from './link-state.js';

/** The link to the control board as a machine, as board/PROTOCOL.md says it: no clock, no port; its owner performs the effects. */
export function step(state: LinkState, input: Input): Step {
	switch (input.kind) {
		case 'opened': return state.kind === 'closed' ? greet(state) : stay(state);
		case 'closed': return closedStep(state);
		case 'damaged': return stay(counted(state, {damaged: 1, discardedBytes: input.bytes}));
		case 'well': return heardWell(state, input.well);
		case 'frame': return frame(counted(state, {received: 1}), input.frame);
		case 'send':
		case 'timer': return state.kind === 'up' ? upStep(state, input) : handshake(state, input);
		default: return unreachable(input);
	}
}

function frame(state: LinkState, received: Frame): Step {
	const input: Input = {kind: 'frame', frame: received};
	return state.kind === 'up' ? upStep(state, input) : handshake(state, input);
}

function handshake(state: Exclude<LinkState, {kind: 'up'}>, input: Extract<Input, {kind: 'frame' | 'send' | 'timer'}>): Step {
	// What is to be sent is said by the owner once the link is up.
	if (input.kind === 'send') return stay(state);
	switch (state.kind) {
		case 'closed': return stay(state);
		case 'greeting': return greetingStep(state, input);
		case 'incompatible': return incompatibleStep(state, input);
	}
}

function unreachable(input: never): never {
	throw new Error(`No such input: ${JSON.stringify(input)}`);
}
