import test from 'ava';
import type {Account, Destination, Dialler, OutgoingCall, RunningCall} from '../../../firmware/call/index.js';
import type {AccessRole, CallClass, CallPermissions, ErrorCode, LineId, LiveCall, RouteId, RouteVia, RouteView, SipPhoneId, SpanId, TrunkId, UserId} from '../../../firmware/contract/index.js';
import {Outbound, SpendGuard, startOfDay, waysTo, type Limits} from '../../../firmware/outbound/index.js';
import {staticConference} from '../../support/conferences.js';
import {FakeLeg} from '../../support/fake-leg.js';
import {ManualClock} from '../../support/manual-clock.js';

const span: RouteVia = {kind: 'span', span: 'e1' as SpanId};
const trunk: RouteVia = {kind: 'trunk', trunk: 'provider' as TrunkId};
const fxo: RouteVia = {kind: 'lines', of: 'fxo'};
const route = (prefix: string, changes: Partial<RouteView> = {}): RouteView =>
	({id: `route ${prefix}` as RouteId, prefix, order: 100, class: 'external', strip: 0, prepend: '', pricePerMinute: 0, via: fxo, ...changes});

const table = [
	route('', {via: fxo}),
	route('0', {via: span}),
	route('00', {class: 'international', via: span}),
	route('00', {order: 50, class: 'international', via: fxo, prepend: '9'}),
	route('0900', {class: 'premium', via: span}),
	route('9', {strip: 1, via: fxo}),
	route('+', {class: 'international', via: span}),
	route('+44', {class: 'international', via: fxo, prepend: '00'}),
	route('+1', {class: 'international', via: trunk, pricePerMinute: 0.6}),
	route('07', {class: 'external', via: trunk, strip: 1, prepend: '+44', pricePerMinute: 0.6}),
	route('07', {class: 'external', order: 200, via: span}),
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
test(goes, '+1212555', ['+1 trunk +1212555']);
test(goes, '07700', ['07 trunk +447700', '07 span 07700']);

test('a number that no prefix fits goes out by nothing', t => {
	t.deepEqual(waysTo('5', [route('6')]), []);
	t.deepEqual(waysTo('5', []), []);
});

const kim = {by: 'kim', byUser: 'kim\'s id' as UserId};
const bob = {by: 'bob', byUser: 'bob\'s id' as UserId};
const conference = staticConference({description: 'Weekly'});
const kitchen = {line: 'card-1' as LineId, extension: '20', name: 'Kitchen'};
const nothing: CallPermissions = {external: false, international: false, premium: false};

const desk = {phone: 'desk' as SipPhoneId, extension: '30', name: 'Desk'};
const noLimits: Limits = {maxCalls: 30, maxCallsPerUser: 10, dailySpend: null, dailySpendOfUser: null, currency: 'EUR'};

type Lines = Partial<Record<RouteVia['kind'] | 'phone', readonly ('free' | 'busy')[]>>;
const allFree: Lines = {line: ['free'], lines: ['free'], span: ['free'], trunk: ['free'], phone: ['free']};

/** A box whose lines are free or busy, by the kind of the way; it writes down what is dialled. */
function box(lines: Lines = allFree, limits: Partial<Limits> = {}) {
	const clock = new ManualClock();
	const dialled: (OutgoingCall & {kind: string})[] = [];
	const placed: Destination[] = [];
	const accounts: Account[] = [];
	const legs: FakeLeg[] = [];
	const running: RunningCall[] = [];
	const cutOff: string[] = [];
	const guard = new SpendGuard({
		clock, timeZone: () => 'UTC', running: () => running, limits: () => ({...noLimits, ...limits}), cutOff: (call, why) => cutOff.push(`${call}: ${why}`),
	});
	const dialler = (kind: string, state: 'free' | 'busy'): Dialler => ({
		dial(call) {
			if (state === 'busy') return undefined;
			dialled.push({...call, kind});
			const leg = new FakeLeg(clock, {direction: 'out', number: call.called});
			legs.push(leg);
			return leg;
		},
	});
	const diallers = (kind: keyof Lines) => (lines[kind] ?? []).map(state => dialler(kind, state));
	const outbound = new Outbound({
		routes: () => table,
		plan: () => ({conferences: [conference], portal: '8888', handsets: [kitchen], phones: [desk]}),
		diallers: ({kind}) => diallers(kind),
		phone: () => diallers('phone'),
		guard,
		place(leg, destination, account) {
			placed.push(destination);
			accounts.push(account);
			const live: LiveCall = {id: leg.id, number: '', name: '', line: '', dialled: '', startedAt: '', direction: 'out', stage: 'calling'};
			return live;
		},
		placed: () => undefined,
	});
	const by = ({role = 'admin', mayCall = nothing, name = 'kim', user = `${name}'s id` as UserId}: {role?: AccessRole; mayCall?: CallPermissions; name?: string; user?: UserId | null} = {}) => ({name, user, role, mayCall});
	const invite = (number: string, who: Parameters<typeof by>[0] = {}) => outbound.invite({conference, number: null}, {number, joinAtOnce: false}, by(who));
	return {invite, way: (number: string) => outbound.way(number, by({role: 'organizer'})), dialled, placed, accounts, legs, running, guard, clock, cutOff};
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
	exec(t, number: string, code: ErrorCode, message: string, lines: Lines = {span: ['busy']}) {
		const {invite, dialled, placed} = box(lines);
		t.like(invite(number), {ok: false, code, message});
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

test('a phone that has registered is called by its extension, and one that has not is told to be away', t => {
	const {invite, dialled} = box();
	t.true(invite('30', {role: 'user'}).ok);
	t.like(dialled, [{kind: 'phone', number: '30'}]);
	t.like(box({}).invite('30'), {ok: false, code: 'NO_LINE', message: 'The phone 30 is not registered with the box now.'});
});

test('the next way is tried when a trunk can not make the far end ring, as a call of its own', t => {
	const {invite, dialled, legs, accounts} = box();
	t.true(invite('07700').ok);
	legs[0]?.refuse('unreachable');
	t.like(dialled, [{kind: 'trunk', number: '+447700'}, {kind: 'span', number: '07700'}]);
	t.deepEqual(accounts, [{...kim, pricePerMinute: 0.6}, {...kim, pricePerMinute: 0}]);
});

const isLast = test.macro({
	title: (_, what: string) => `no other way is tried after ${what}`,
	exec(t, _: string, happens: (leg: FakeLeg) => void) {
		const {invite, dialled, legs} = box();
		invite('07700');
		const [leg] = legs;
		if (leg) happens(leg);
		t.is(dialled.length, 1);
	},
});
test(isLast, 'a busy tone', leg => leg.refuse('busy'));
test(isLast, 'a refusal by the one called', leg => leg.refuse('declined'));
test(isLast, 'ringing that came to nothing', leg => {
	leg.emit({kind: 'alerting'});
	leg.refuse('unreachable');
});
test(isLast, 'the organizer has given up', leg => leg.hangUp('disconnected'));

const limited = test.macro({
	title: (_, what: string) => `a call is refused when ${what}`,
	exec(t, _: string, {limits, running = []}: {limits: Partial<Limits>; running?: RunningCall[]}, message: string) {
		const called = box(allFree, limits);
		called.running.push(...running);
		t.like(called.invite('+1212555'), {ok: false, code: 'LIMIT_REACHED', message});
		t.deepEqual(called.dialled, []);
	},
});
const call = (by: string, cost = 0): RunningCall => ({id: `${by}'s call` as RunningCall['id'], by, byUser: `${by}'s id` as UserId, cost});
test(limited, 'the box may call nobody', {limits: {maxCalls: 0}}, 'This box calls nobody; its settings say so.');
test(limited, 'all users together have as many calls as there may be', {limits: {maxCalls: 2}, running: [call('kim'), call('bob')]}, 'Calls that the box makes at once: 2 at most. Try again when one of them is over.');
test(limited, 'one user has as many calls as he may', {limits: {maxCallsPerUser: 1}, running: [call('kim')]}, 'Calls that you have the box make at once: 1 at most. End one of them first.');
test(limited, 'the calls of all have cost what they may', {limits: {dailySpend: 1}, running: [call('bob', 1)]}, 'The calls of this box may cost 1.00 EUR a day, and have today.');
test(limited, 'a user\'s calls have cost what they may', {limits: {dailySpendOfUser: 0.5}, running: [call('kim', 0.5)]}, 'Your calls may cost 0.50 EUR a day, and have today.');

test('another user\'s calls and costs do not count against somebody', t => {
	const {invite, running} = box(allFree, {maxCallsPerUser: 1, dailySpendOfUser: 1});
	running.push(call('bob', 20));
	t.true(invite('+1212555').ok);
});

test('what costs nothing can still be called when the money is spent', t => {
	const {invite, dialled} = box(allFree, {dailySpend: 0});
	t.true(invite('07700').ok);
	t.like(dialled, [{kind: 'span'}]);
	t.true(invite('20').ok);
});

test('what calls have cost counts until midnight', async t => {
	const {guard, clock} = box();
	guard.start([{...kim, cost: 2, endedAt: '2026-01-04T23:59:59.000Z'}]);
	guard.ended({...kim, cost: 3, endedAt: clock.now().toISOString()});
	t.like(guard.usage(kim), {spent: 3, spentByUser: 3});
	t.like(guard.usage(bob), {spent: 3, spentByUser: 0});
	await clock.advance(15 * 3_600_000);
	t.like(guard.usage(kim), {spent: 0, spentByUser: 0});
});

test('what a user has spent counts on under another name, and not against a token or another user of the same name', t => {
	const {guard, clock} = box();
	guard.start([{...kim, cost: 2, endedAt: clock.now().toISOString()}]);
	t.like(guard.usage({...kim, by: 'Kim B'}), {spentByUser: 2});
	t.like(guard.usage({by: 'kim', byUser: null}), {spentByUser: 0});
	t.like(guard.usage({by: 'kim', byUser: 'who came later' as UserId}), {spentByUser: 0});
	guard.ended({by: 'kim', byUser: null, cost: 3, endedAt: clock.now().toISOString()});
	t.like(guard.usage({by: 'kim', byUser: null}), {spent: 5, spentByUser: 3});
	t.like(guard.usage(kim), {spentByUser: 2});
});

test('a call whose user has spent what he may is ended, once', async t => {
	const {invite, running, clock, cutOff} = box(allFree, {dailySpendOfUser: 1});
	t.true(invite('+1212555').ok);
	running.push(call('kim', 0.9));
	await clock.advance(10_000);
	t.deepEqual(cutOff, []);
	running.splice(0, 1, call('kim', 1), call('bob', 0.2));
	await clock.advance(10_000);
	t.deepEqual(cutOff, ['kim\'s call: Your calls may cost 1.00 EUR a day, and have today.']);
	running.splice(0);
	await clock.advance(10_000);
	t.is(clock.pending, 0);
});

const midnight = test.macro({
	title: (_, zone: string, now: string) => `the day in ${zone} at ${now} began at its own midnight`,
	exec: (t, zone: string, now: string, began: string) => t.is(startOfDay(new Date(now), zone).toISOString(), began),
});
test(midnight, 'Europe/Berlin', '2026-01-05T09:00:00Z', '2026-01-04T23:00:00.000Z');
test(midnight, 'Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-28T23:00:00.000Z');
test(midnight, 'Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-24T22:00:00.000Z');
test(midnight, 'America/New_York', '2026-01-05T04:00:00Z', '2026-01-04T05:00:00.000Z');
test(midnight, 'Nowhere/Land', '2026-01-05T04:00:00Z', '2026-01-05T00:00:00.000Z');

test('an admin sees which ways a number would take, and whether he may call it', t => {
	const {way} = box({...allFree, trunk: []});
	t.deepEqual(way('07700'), {
		number: '07700', use: 'route', class: 'external', allowed: false,
		routes: [{route: 'route 07' as RouteId, number: '+447700', usable: false}, {route: 'route 07' as RouteId, number: '07700', usable: true}],
	});
	t.like(way('30'), {use: 'phone', class: 'internal', allowed: true});
	t.like(way('20'), {use: 'handset', allowed: true});
	t.like(way('8000'), {use: 'own', allowed: false});
	t.like(way('*5'), {use: 'route'});
});
