import test from 'ava';
import type {TrunkProblem, TrunkState} from '../../../firmware/contract/index.js';
import {newTrunk, stepTrunk, type CertificateFault, type TrunkCondition, type TrunkInputEvent} from '../../../firmware/sip/index.js';

const on = stepTrunk(newTrunk, {kind: 'set-up', trunk: {enabled: true}, isDemo: false});
const told = (state: 'registering' | 'registered' | 'rejected' | 'unreachable', status: number, expiresSeconds = 0): TrunkInputEvent => ({kind: 'told', state, status, reason: 'Words', expiresSeconds, certificate: ''});
const probed = (status: number): TrunkInputEvent => ({kind: 'probed', status, reason: 'Words', certificate: ''});

const conditions: Record<TrunkState, TrunkCondition> = {
	off: newTrunk,
	registering: on,
	registered: stepTrunk(on, told('registered', 200, 300)),
	up: stepTrunk(on, probed(200)),
	rejected: stepTrunk(on, told('rejected', 401)),
	unreachable: stepTrunk(on, told('unreachable', 408)),
};

const inputs = {
	'set up': {kind: 'set-up', trunk: {enabled: true}, isDemo: false},
	'switched off': {kind: 'set-up', trunk: {enabled: false}, isDemo: false},
	'kept in by a demo': {kind: 'set-up', trunk: {enabled: true}, isDemo: true},
	'trying': told('registering', 0),
	'registered': told('registered', 200, 300),
	'wrong password': told('rejected', 401),
	'no answer': told('unreachable', 408),
	'answers OPTIONS': probed(404),
	'answers no OPTIONS': probed(408),
	'name unknown': {kind: 'name', isKnown: false},
} as const satisfies Record<string, TrunkInputEvent>;

/** State and problem after each input, in the order of the inputs above. */
const table: Record<TrunkState, string> = {
	off: 'registering, off off, off demo, off off, off off, off off, off off, off off, off off, off off',
	registering: 'registering, off off, off demo, registering, registered, rejected wrong-password, unreachable no-answer, up, unreachable no-answer, registering',
	registered: 'registering, off off, off demo, registering, registered, rejected wrong-password, unreachable no-answer, up, unreachable no-answer, registered',
	up: 'registering, off off, off demo, registering, registered, rejected wrong-password, unreachable no-answer, up, unreachable no-answer, up',
	rejected: 'registering, off off, off demo, rejected wrong-password, registered, rejected wrong-password, unreachable no-answer, up, unreachable no-answer, rejected wrong-password',
	unreachable: 'registering, off off, off demo, unreachable no-answer, registered, rejected wrong-password, unreachable no-answer, up, unreachable no-answer, unreachable name-unknown',
};

for (const [name, condition] of Object.entries(conditions)) {
	test(`what becomes of a trunk that is ${name}`, t => {
		t.is<string, string>(condition.state, name);
		const after = Object.values(inputs).map(input => stepTrunk(condition, input)).map(({state, problem}) => problem === null ? state : `${state} ${problem}`);
		t.is(after.join(', '), table[name as TrunkState]);
	});
}

const means = test.macro({
	title: (_, status: number, problem: string) => `an answer ${status} to a registration means: ${problem}`,
	exec: (t, status: number, problem: TrunkProblem) => t.is(stepTrunk(on, told('rejected', status)).problem, problem),
});
const meanings: readonly (readonly [TrunkProblem, readonly number[]])[] = [
	['moved', [301, 302]], ['wrong-password', [401, 407]], ['forbidden', [403]], ['unknown-user', [404, 604]], ['no-registrations', [405, 501]],
	['bad-request', [400, 416]], ['out-of-service', [500, 503, 504]], ['refused', [402, 488, 606]],
];
for (const [problem, statuses] of meanings) for (const status of statuses) test(means, status, problem);

const doubted = test.macro({
	title: (_, certificate: CertificateFault, problem: string) => `a certificate with the fault "${certificate}" means, by registration and by OPTIONS: ${problem}`,
	exec(t, certificate: CertificateFault, problem: TrunkProblem) {
		const expected = {state: 'rejected', problem} as const;
		t.like(stepTrunk(on, {kind: 'told', state: 'rejected', status: 408, reason: 'Words', expiresSeconds: 0, certificate}), expected);
		t.like(stepTrunk(on, {kind: 'probed', status: 408, reason: 'Words', certificate}), expected);
	},
});
test(doubted, 'wrong-name', 'certificate-name');
test(doubted, 'unknown-authority', 'certificate-authority');
test(doubted, 'expired', 'certificate-expired');
test(doubted, 'unfit', 'certificate-unfit');

test('a server whose name nobody knows is not said to be silent, until the name is known again', t => {
	const nameless = stepTrunk(stepTrunk(on, {kind: 'name', isKnown: false}), told('unreachable', 408));
	t.is(nameless.problem, 'name-unknown');
	t.is(stepTrunk(nameless, {kind: 'name', isKnown: true}).problem, 'no-answer');
});
