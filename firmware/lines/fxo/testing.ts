import {answer, release, stay, unreachable, type FxoEffect, type FxoInput, type FxoRules, type FxoState, type FxoStep} from './state.js';

type Testing = Extract<FxoState, {kind: 'testing'}>;

/** An admin tries something on the line, which is off hook. */
export function testing(state: Testing, input: FxoInput, rules: FxoRules): FxoStep {
	switch (input.kind) {
		case 'tone': return input.tone === 'dial' && input.on ? over(state, true) : stay(state);
		case 'timer': case 'stop-test': case 'loop-dropped': return over(state, false);
		case 'battery': return input.on ? stay(state) : over(state, false);
		case 'ring': return input.on ? interrupted(state, rules) : stay(state);
		case 'caller-id': case 'polarity': case 'sound': case 'dialled': case 'call': case 'hang-up': case 'test': case 'gone': return stay(state);
		default: return unreachable(input);
	}
}

function results({test}: Testing, dialTone: boolean): FxoEffect[] {
	if (test === 'loopback') return [{kind: 'loopback', on: false}];
	return test === 'milliwatt' ? [] : [{kind: 'test-result', dialTone}];
}

function over(state: Testing, dialTone: boolean): FxoStep {
	return release(results(state, dialTone));
}

/** A call comes in; it wins. */
function interrupted(state: Testing, rules: FxoRules): FxoStep {
	const call = answer(undefined, rules);
	return {state: call.state, effects: [...results(state, false), {kind: 'end-leg'}, ...call.effects]};
}
