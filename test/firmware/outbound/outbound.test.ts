import test from 'ava';
import type {Destination, Dialler, OutgoingCall} from '../../../firmware/call/index.js';
import type {AccessRole, CallClass, CallPermissions, ErrorCode, LineId, LiveCall, RouteId, RouteVia, RouteView, SpanId} from '../../../firmware/contract/index.js';
import {Outbound, waysTo} from '../../../firmware/outbound/index.js';
import {staticConference} from '../../support/conferences.js';
import {FakeLeg} from '../../support/fake-leg.js';
import {ManualClock} from '../../support/manual-clock.js';

const span: RouteVia = {kind: 'span', span: 'e1' as SpanId};
const fxo: RouteVia = {kind: 'lines', of: 'fxo'};
const route = (prefix: string, changes: Partial<RouteView> = {}): RouteView =>
	({id: `route ${prefix}` as RouteId, prefix, order: 100, class: 'external', strip: 0, prepend: '', via: fxo, ...changes});

const table = [
	route('', {via: fxo}),
	route('0', {via: span}),
	route('00', {class: 'international', via: span}),
	route('00', {order: 50, class: 'international', via: fxo, prepend: '9'}),
	route('0900', {class: 'premium', via: span}),
	route('9', {strip: 1, via: fxo}),
	route('+', {class: 'international', via: span}),
	route('+44', {class: 'international', via: fxo, prepend: '00'}),
];

const goes = test.macro({
	title: (_, called: string, ways: readonly string[]) => `${called} goes out by ${ways.join(', then by ') || 'nothing'}`,
	exec(t, called: string, ways: readonly string[]) {
		t.deepEqual(waysTo(called, table).map(({route: {prefix, via}, number}) => `${prefix} ${via.kind} ${number}`), ways);
	},
});
test(goes, '112', [' lines 112']);
test(goes, '0301234', ['0 span 0301234']);
test(goes, '0044123', ['00 lines 90044123', '00 span 0044123']);
test(goes, '0900123', ['0900 span 0900123']);
test(goes, '9123', ['9 lines 123']);
test(goes, '+49123', ['+ span +49123']);
test(goes, '+44123', ['+44 lines 0044123']);

test('a number that no prefix fits goes out by nothing', t => {
	t.deepEqual(waysTo('5', [route('6')]), []);
	t.deepEqual(waysTo('5', []), []);
});

const conference = staticConference({description: 'Weekly'});
const kitchen = {line: 'card-1' as LineId, extension: '20', name: 'Kitchen'};
const nothing: CallPermissions = {external: false, international: false, premium: false};

/** A box whose lines are free or busy, by the kind of the way; it writes down what is dialled. */
function box(lines: Partial<Record<RouteVia['kind'], readonly ('free' | 'busy')[]>> = {line: ['free'], lines: ['free'], span: ['free']}) {
	const clock = new ManualClock();
	const dialled: (OutgoingCall & {kind: string})[] = [];
	const placed: Destination[] = [];
	const dialler = (kind: string, state: 'free' | 'busy'): Dialler => ({
		dial(call) {
			if (state === 'busy') return undefined;
			dialled.push({...call, kind});
			return new FakeLeg(clock, {direction: 'out', number: call.called});
		},
	});
	const outbound = new Outbound({
		routes: () => table,
		plan: () => ({conferences: [conference], portal: '8888', handsets: [kitchen]}),
		diallers: ({kind}) => (lines[kind] ?? []).map(state => dialler(kind, state)),
		place(leg, destination) {
			placed.push(destination);
			const live: LiveCall = {id: leg.id, number: '', name: '', line: '', dialled: '', startedAt: '', direction: 'out', stage: 'calling'};
			return live;
		},
		placed: () => undefined,
	});
	const invite = (number: string, {role = 'admin', mayCall = nothing}: {role?: AccessRole; mayCall?: CallPermissions} = {}) =>
		outbound.invite({conference, number: null}, {number, joinAtOnce: false}, {name: 'kim', role, mayCall});
	return {invite, dialled, placed};
}

test('an organizer calls a number into the conference, and the one called sees the conference\'s number', t => {
	const {invite, dialled, placed} = box();
	t.true(invite('0301234').ok);
	t.deepEqual(dialled, [{kind: 'span', number: '0301234', called: '0301234', callerNumber: '8000', callerName: 'Weekly'}]);
	t.deepEqual(placed, [{kind: 'ivr', ask: {kind: 'invitation', conference, number: null, joinAtOnce: false}}]);
});

test('a handset is called by its extension, without a route', t => {
	const {invite, dialled} = box();
	t.true(invite('20', {role: 'user'}).ok);
	t.like(dialled, [{kind: 'line', number: '20'}]);
});

test('the next line is tried when one is busy, and the next route when all its lines are', t => {
	const {invite, dialled} = box({lines: ['busy', 'busy'], span: ['free']});
	t.true(invite('0044123').ok);
	t.like(dialled, [{kind: 'span', number: '0044123'}]);
});

const refuses = test.macro({
	title: (_, number: string, code: ErrorCode) => `calling ${number} is refused with ${code} and a sentence`,
	exec(t, number: string, code: ErrorCode, message: string, lines: Parameters<typeof box>[0] = {span: ['busy']}) {
		const {invite, dialled, placed} = box(lines);
		t.deepEqual(invite(number), {ok: false, code, message});
		t.deepEqual([dialled, placed], [[], []]);
	},
});
test('all busy:', refuses, '0301234', 'NO_LINE', 'All lines to 0301234 are busy.');
test('no such line:', refuses, '112', 'NO_LINE', 'The lines to 112 can\'t be used now.');
test('a conference:', refuses, '8000', 'NO_ROUTE', '8000 is a number of this box, where nobody can be called.');
test('the portal:', refuses, '8888', 'NO_ROUTE', '8888 is a number of this box, where nobody can be called.');

const permitted = test.macro({
	title: (_, number: string, callClass: CallClass) => `somebody may call the ${callClass} number ${number} only with that permission, or as an admin`,
	exec(t, number: string, callClass: Exclude<CallClass, 'internal'>) {
		const {invite} = box();
		const others = {external: true, international: true, premium: true, [callClass]: false};
		t.like(invite(number, {role: 'organizer', mayCall: others}), {ok: false, code: 'NOT_ALLOWED', message: `${number} is ${callClass === 'premium' ? 'a' : 'an'} ${callClass} number; you may not call such numbers.`});
		t.true(invite(number, {role: 'organizer', mayCall: {...nothing, [callClass]: true}}).ok);
		t.true(invite(number).ok);
	},
});
test(permitted, '0301234', 'external');
test(permitted, '0044123', 'international');
test(permitted, '0900123', 'premium');
