import test from 'ava';
import pino from 'pino';
import type {LegEnd, LegEvent} from '../../../firmware/call/index.js';
import type {CallOutcome, LegId, SipPhoneId, TrunkId} from '../../../firmware/contract/index.js';
import {SipLegs, stepFork, type ForkInput, type ForkState, type LegSignal, type SipTarget} from '../../../firmware/legs/index.js';
import {ManualClock} from '../../support/manual-clock.js';

const [one, two] = ['one' as LegId, 'two' as LegId];

const calling: ForkState = {kind: 'calling', branches: [one, two], rang: false, statuses: []};
const states = {
	'is called': calling,
	'rings': {...calling, rang: true},
	'is left at one place': {...calling, branches: [one], statuses: [486]},
	'is given up': {kind: 'ending', branches: [one, two]},
	'has answered': {kind: 'up', winner: one},
	'is gone': {kind: 'over'},
} as const satisfies Record<string, ForkState>;
const inputs: readonly ForkInput[] = [
	{kind: 'alerting', branch: one}, {kind: 'answered', branch: one}, {kind: 'answered', branch: two}, {kind: 'ended', branch: one, status: 404}, {kind: 'hang-up'},
];
/** What follows each input, in the order above: the kind of the next state and the effects. */
const table = {
	'is called': 'calling tell-alerting | up adopt one cancel two | up adopt two cancel one | calling | ending cancel one cancel two',
	'rings': 'calling | up adopt one cancel two | up adopt two cancel one | calling | ending cancel one cancel two',
	'is left at one place': 'calling tell-alerting | up adopt one | up adopt two cancel one | over finish busy | ending cancel one',
	'is given up': 'ending | ending cancel one | ending cancel two | ending | ending',
	'has answered': 'up | up | up cancel two | up | up',
	'is gone': 'over | over | over | over | over',
} satisfies Record<keyof typeof states, string>;

for (const [name, state] of Object.entries(states)) {
	test(`what follows when somebody ${name}`, t => {
		const after = inputs.map(input => stepFork(state, input)).map(({state: next, effects}) =>
			[next.kind, ...effects.map(effect => [effect.kind, 'branch' in effect ? effect.branch : '', 'outcome' in effect ? effect.outcome : ''].filter(word => word !== '').join(' '))].join(' '));
		t.is(after.join(' | '), table[name as keyof typeof states]);
	});
}

/** A box's SIP legs; the engine's part is the test's. */
function setUp() {
	const clock = new ManualClock();
	const commands: unknown[][] = [];
	let branches = 0;
	const came: {line: string; number: string; dialled: string}[] = [];
	const note = (name: string) => (...given: unknown[]) => void commands.push([name, ...given]);
	const legs = new SipLegs({
		clock, log: pino({level: 'silent'}), language: () => 'en',
		media: {
			play: async () => 'finished', stopPlaying: note('stopPlaying'), setMusic: note('setMusic'), answer: note('answer'), hangUp: note('hangUp'), adopt: note('adopt'),
			dial(target: SipTarget) {
				commands.push(['dial', target.uri]);
				branches += 1;
				return target.uri === 'sip:full' ? undefined : `branch-${branches}` as LegId;
			},
		},
		party({trunk, phone}) {
			if (trunk) return {line: 'Trunk provider', trunk, dialled: '8500', isFull: trunk === 'full'};
			return phone ? {line: 'Phone Desk', number: '30', name: 'Desk'} : undefined;
		},
		onLeg: ({caller: {line, number}, dialled}) => came.push({line, number, dialled}),
	});
	const dial = (...uris: string[]) => legs.dial({
		called: '030', name: '', line: 'Trunk provider', source: 'provider', targets: uris.map(uri => ({uri, trunk: null, callerNumber: '8000', callerName: ''})),
	});
	const ended = (leg: string, status: number): LegSignal => ({kind: 'ended', leg: leg as LegId, by: 'network', status, reason: ''});
	return {legs, commands, dial, ended, came};
}

test('the first of a phone\'s places to answer has the call, and the others stop ringing', t => {
	const {legs, commands, dial, ended} = setUp();
	const leg = dial('sip:a', 'sip:b');
	const news: LegEvent['kind'][] = [];
	leg?.subscribe(({kind}) => news.push(kind));
	legs.take({kind: 'alerting', leg: 'branch-1' as LegId});
	legs.take({kind: 'media', leg: 'branch-2' as LegId, codec: 'opus', encrypted: true});
	legs.take({kind: 'answered', leg: 'branch-2' as LegId});
	t.deepEqual(commands, [['dial', 'sip:a'], ['dial', 'sip:b'], ['adopt', 'branch-2', leg?.id], ['hangUp', 'branch-1', 487, '']]);
	legs.take(ended('branch-1', 487));
	t.deepEqual(news, ['alerting', 'answered', 'media']);
	t.deepEqual([leg?.answered, leg?.media, leg?.ended.aborted], [true, {codec: 'opus', encrypted: true}, false]);
	leg?.hangUp('disconnected');
	t.deepEqual(commands.at(-1), ['hangUp', leg?.id, 200, 'disconnected']);
	legs.take(ended(leg?.id ?? '', 200));
	t.deepEqual(leg?.ended.reason, {by: 'network', outcome: 'disconnected'} satisfies LegEnd);
});

const endsAs = test.macro({
	title: (_, statuses: readonly number[], outcome: CallOutcome, rang = true) => `a call that is refused with ${statuses.join(' and ')} ${rang ? 'after ringing' : 'without ringing'} was ${outcome}`,
	exec(t, statuses: readonly number[], outcome: CallOutcome, rang = true) {
		const {legs, dial, ended} = setUp();
		const leg = dial(...statuses.map(status => `sip:${status}`));
		if (rang) legs.take({kind: 'alerting', leg: 'branch-1' as LegId});
		statuses.forEach((status, index) => legs.take(ended(`branch-${index + 1}`, status)));
		t.deepEqual(leg?.ended.reason, {by: 'network', outcome} satisfies LegEnd);
	},
});
test(endsAs, [486], 'busy');
test(endsAs, [600], 'busy');
test(endsAs, [603], 'declined');
test(endsAs, [480], 'no-answer');
test(endsAs, [408], 'no-answer');
test(endsAs, [408], 'unreachable', false);
test(endsAs, [404], 'unreachable', false);
test(endsAs, [503], 'unreachable', false);
test(endsAs, [404, 486], 'busy');
test(endsAs, [603, 486], 'declined');

test('a box that gives up cancels at all places, and the call is over when all are', t => {
	const {legs, commands, dial, ended} = setUp();
	const leg = dial('sip:a', 'sip:b');
	leg?.hangUp('no-answer');
	t.deepEqual(commands.slice(2), [['hangUp', 'branch-1', 487, 'no-answer'], ['hangUp', 'branch-2', 487, 'no-answer']]);
	legs.take(ended('branch-1', 487));
	t.false(leg?.ended.aborted);
	legs.take(ended('branch-2', 487));
	t.deepEqual(leg?.ended.reason, {by: 'box', outcome: 'no-answer'} satisfies LegEnd);
});

test('a call is not begun when the engine takes none', t => {
	const {dial} = setUp();
	t.is(dial('sip:full'), undefined);
	t.truthy(dial('sip:full', 'sip:b'));
});

const incoming = {kind: 'incoming', leg: 'in' as LegId, number: '0301', name: '', dialled: '8000', address: '203.0.113.7:5062', transport: 'udp', sipCallId: 'x', trunk: null, phone: null} as const;

test('callers are known by their trunk or phone, and guests by their address', t => {
	const {legs, came} = setUp();
	legs.take({...incoming, leg: 'guest' as LegId});
	legs.take({...incoming, leg: 'phone' as LegId, phone: 'desk' as SipPhoneId});
	legs.take({...incoming, leg: 'trunk' as LegId, trunk: 'provider' as TrunkId});
	t.deepEqual(came, [
		{line: 'SIP 203.0.113.7', number: '0301', dialled: '8000'}, {line: 'Phone Desk', number: '30', dialled: '8000'}, {line: 'Trunk provider', number: '0301', dialled: '8500'},
	]);
	t.deepEqual(['guest', 'phone', 'trunk'].map(leg => legs.guestAddress(leg as LegId)), ['203.0.113.7', undefined, undefined]);
});

test('a call of a trunk that has as many as it may hears busy tone', t => {
	const {legs, came, commands} = setUp();
	legs.take({...incoming, trunk: 'full' as TrunkId});
	t.deepEqual([came, commands], [[], [['hangUp', 'in', 486, 'box-busy']]]);
});
