import {firstHoldMs, longestHoldMs, steadyMs, t309Ms, type LinkEffect, type LinkInput, type LinkState, type LinkStep, type LinkTimer} from './link-state.js';

/** A span as a machine: pure, no clock; its owner performs the effects. */
export function stepLink(state: LinkState, input: LinkInput): LinkStep {
	switch (input.kind) {
		case 'd-channel': return follow({...state, dChannel: input.up});
		case 'alarms': return follow({...state, alarms: input.alarms});
		case 'timer': return expired(state, input.timer);
	}
}

/** What the driver and the D channel have come to. */
function follow(state: LinkState): LinkStep {
	const isWhole = state.dChannel && state.alarms.length === 0;
	switch (state.kind) {
		case 'down': return isWhole ? rise(state) : stay(state);
		case 'settling': return isWhole ? stay(state) : fall(state, 'settled');
		case 'up': return isWhole ? stay(state) : fall(state, 'steady');
		case 'fading': return isWhole ? comeBack(state) : worsen(state);
	}
}

function expired(state: LinkState, timer: LinkTimer): LinkStep {
	switch (timer) {
		case 'settled': return state.kind === 'settling' ? begin(state) : stay(state);
		case 'T309': return state.kind === 'fading' ? go({...state, kind: 'down'}, [{kind: 'clear'}]) : stay(state);
		case 'steady': return state.kind === 'up' ? stay({...state, holdMs: 0}) : stay(state);
	}
}

const begin = (state: LinkState): LinkStep => go({...state, kind: 'up'}, [arm('steady', steadyMs), {kind: 'begin'}]);
const settle = (state: LinkState): LinkStep => go({...state, kind: 'settling'}, [arm('settled', state.holdMs)]);
const rise = (state: LinkState): LinkStep => state.holdMs === 0 ? begin(state) : settle(state);

/** The first time it is as if nothing had been. */
function comeBack(state: LinkState): LinkStep {
	const {state: next, effects} = state.holdMs > firstHoldMs ? settle(state) : go({...state, kind: 'up'}, [arm('steady', steadyMs)]);
	return go(next, [disarm('T309'), ...effects]);
}

/** Each fall that comes soon after the one before doubles the time that it must stay before it is used again. */
function fall(state: LinkState, running: LinkTimer): LinkStep {
	const fallen = {...state, holdMs: Math.min(longestHoldMs, Math.max(firstHoldMs, state.holdMs * 2))};
	if (state.alarms.length > 0) return go({...fallen, kind: 'down'}, [disarm(running), {kind: 'clear'}]);
	return go({...fallen, kind: 'fading'}, [disarm(running), arm('T309', t309Ms)]);
}

/** An alarm says that the bearers are gone too. */
function worsen(state: LinkState): LinkStep {
	return state.alarms.length > 0 ? go({...state, kind: 'down'}, [disarm('T309'), {kind: 'clear'}]) : stay(state);
}

const stay = (state: LinkState): LinkStep => ({state, effects: []});
const go = (state: LinkState, effects: readonly LinkEffect[]): LinkStep => ({state, effects});
const arm = (timer: LinkTimer, ms: number): LinkEffect => ({kind: 'arm', timer, ms});
const disarm = (timer: LinkTimer): LinkEffect => ({kind: 'disarm', timer});
