import type {TrunkInput, TrunkProblem, TrunkState} from '../contract/index.js';
import type {CertificateFault} from './ports.js';
import {certificateProblem, problemOf} from './trunk-problem.js';

/** How a trunk does. `isNameKnown`: its server's name stands for an address. */
export type TrunkCondition = {
	readonly state: TrunkState; readonly problem: TrunkProblem | null; readonly status: number | null; readonly reason: string; readonly isNameKnown: boolean;
	/** Seconds that the other side granted; 0: not registered. */
	readonly expiresSeconds: number;
};

export type TrunkInputEvent =
	/** `isDemo`: it leads out of a demo. */
	| {kind: 'set-up'; trunk: Pick<TrunkInput, 'enabled'>; isDemo: boolean}
	| {kind: 'name'; isKnown: boolean}
	/** Of a registration. */
	| {kind: 'told'; state: 'registering' | 'registered' | 'rejected' | 'unreachable'; status: number; reason: string; expiresSeconds: number; certificate: CertificateFault}
	/** The answer to OPTIONS of one that is trusted by address. */
	| {kind: 'probed'; status: number; reason: string; certificate: CertificateFault};

export const newTrunk: TrunkCondition = {state: 'off', problem: 'off', status: null, reason: '', isNameKnown: true, expiresSeconds: 0};

/** A trunk's next condition. Every input counts in every state; of one that is off nothing more is heard. */
export function stepTrunk(condition: TrunkCondition, input: TrunkInputEvent): TrunkCondition {
	if (input.kind === 'set-up') return setUp(input.trunk.enabled, input.isDemo);
	if (condition.state === 'off') return condition;
	switch (input.kind) {
		case 'name': return withName({...condition, isNameKnown: input.isKnown});
		case 'told': return withName(told(condition, input));
		case 'probed': return withName(probed(condition, input));
	}
}

/** It can be called by, as far as is known. */
export const isUsable = ({state}: TrunkCondition): boolean => state === 'registered' || state === 'up';

function setUp(isEnabled: boolean, isDemo: boolean): TrunkCondition {
	if (!isEnabled) return newTrunk;
	return isDemo ? {...newTrunk, problem: 'demo'} : {...newTrunk, state: 'registering', problem: null};
}

function told(condition: TrunkCondition, {state, status, reason, expiresSeconds, certificate}: Extract<TrunkInputEvent, {kind: 'told'}>): TrunkCondition {
	switch (state) {
		// What was wrong at the last try is still worth reading during the next.
		case 'registering': return condition.problem === null ? {...condition, state} : condition;
		case 'registered': return {...condition, state, problem: null, status, reason, expiresSeconds};
		case 'rejected': return {...condition, state, problem: certificateProblem(certificate) ?? problemOf(status) ?? 'refused', status, reason, expiresSeconds: 0};
		case 'unreachable': return {...condition, state, problem: status === 408 ? 'no-answer' : problemOf(status) ?? 'no-answer', status, reason, expiresSeconds: 0};
	}
}

/** Whatever it answers, it is there (RFC 3261, 11.2); but one that is out of service says so. */
function probed(condition: TrunkCondition, {status, reason, certificate}: Extract<TrunkInputEvent, {kind: 'probed'}>): TrunkCondition {
	const unbelieved = certificateProblem(certificate);
	if (unbelieved) return {...condition, state: 'rejected', problem: unbelieved, status, reason};
	const problem = problemOf(status);
	if (problem === 'no-answer' || problem === 'out-of-service') return {...condition, state: 'unreachable', problem, status, reason};
	return {...condition, state: 'up', problem: null, status, reason};
}

/** No answer can come from a server whose name nobody knows. */
function withName(condition: TrunkCondition): TrunkCondition {
	const {problem, isNameKnown} = condition;
	if (problem === 'no-answer' && !isNameKnown) return {...condition, problem: 'name-unknown'};
	return problem === 'name-unknown' && isNameKnown ? {...condition, problem: 'no-answer'} : condition;
}
