import test from 'ava';
import type {SipPhoneId, TrunkId, TrunkInput} from '../../../firmware/contract/index.js';
import {Trunks, type TrunkSignal} from '../../../firmware/sip/index.js';
import {FakeLeg} from '../../support/fake-leg.js';
import {settled} from '../../support/manual-clock.js';
import {FakeTrunkEngine, rig, trunkOf} from './rig.js';

const names: Record<string, string[]> = {'sip.example': ['192.0.2.1', '192.0.2.2'], 'proxy.example': ['192.0.2.9']};

function setUp({isDemo = false}: {isDemo?: boolean} = {}) {
	const parts = rig();
	const engine = new FakeTrunkEngine();
	const trunks = new Trunks({...parts.ports, engine, isDemo, resolve: async ({host}) => names[host] ?? []});
	const put = async (id: string, change: Partial<TrunkInput> = {}) => {
		trunks.put(trunkOf(id, change));
		await settled();
	};
	/** As the engine's adapter tells it, whose signals have a kind. */
	const told = (trunk: string, state: TrunkSignal['state'], status = 200, expiresSeconds = 0) => {
		const signal = {kind: 'trunk', trunk: trunk as TrunkId, state, status, reason: 'Words', expiresSeconds, certificate: ''} as const;
		trunks.take(signal);
	};
	const view = (id: string) => trunks.view().find(trunk => trunk.id === id);
	return {...parts, engine, trunks, put, told, view};
}
const call = {number: '+4930123', called: '030123', callerNumber: '8000', callerName: 'Board'};
const origin = (trunk: string, dialled: string) => ({trunk: trunk as TrunkId, phone: null, number: '0301', name: '', dialled});

test('the box registers, and the page is told until when it is registered', async t => {
	const {engine, put, told, view, last} = setUp();
	await put('provider', {authUser: 'login', expiresSeconds: 600});
	t.like(engine.commands[0], {0: 'put', 1: 'provider', 2: {host: 'sip.example', user: 'box', authUser: 'login', password: 'Secret-1', register: true, expiresSeconds: 600}});
	t.like(view('provider'), {state: 'registering', problem: null, password: '••••••••'});
	told('provider', 'registered', 200, 300);
	t.like(last('trunk.changed')?.trunk, {state: 'registered', status: 200, detail: '', expiresAt: '2026-01-05T09:05:00.000Z', password: '••••••••'});
});

test('a wrong password is said in words, with what to do', async t => {
	const {put, told, view} = setUp();
	await put('provider');
	told('provider', 'rejected', 401);
	t.like(view('provider'), {state: 'rejected', problem: 'wrong-password', detail: 'sip.example does not take the password. Check user name, authentication name and password.', expiresAt: null});
});

test('a server whose name stands for no address is said to be just that', async t => {
	const {put, told, view} = setUp();
	await put('provider', {host: 'sip.exampel'});
	told('provider', 'unreachable', 408);
	t.like(view('provider'), {state: 'unreachable', problem: 'name-unknown'});
});

test('a trunk that is trusted by address is asked every minute whether it is there', async t => {
	const {engine, put, view, clock} = setUp();
	await put('pbx', {kind: 'address', user: '', host: 'sip.example:5070', transport: 'tcp'});
	t.deepEqual(engine.commands.at(-1), ['probe', 'sip:sip.example:5070;transport=tcp']);
	t.is(view('pbx')?.state, 'up');
	engine.answer = {status: 408, reason: '', ms: 4000, certificate: ''};
	await clock.advance(60_000);
	t.like(view('pbx'), {state: 'unreachable', problem: 'no-answer', detail: 'sip.example:5070 does not answer by TCP. Check server, port and transport, and whether a firewall is in between.'});
	engine.answer = {status: 403, reason: 'Forbidden', ms: 1, certificate: ''};
	await clock.advance(60_000);
	t.is(view('pbx')?.state, 'up');
});

test('a trunk that is switched off, or deleted, is taken from the engine and asked no more', async t => {
	const {engine, trunks, put, view, clock, last} = setUp();
	await put('pbx', {kind: 'address'});
	await put('pbx', {kind: 'address', enabled: false});
	t.deepEqual(engine.commands.at(-1), ['remove', 'pbx']);
	t.like(view('pbx'), {state: 'off', detail: 'It is switched off in its settings.'});
	await put('pbx', {kind: 'address'});
	trunks.remove('pbx' as TrunkId);
	t.deepEqual(engine.commands.at(-1), ['remove', 'pbx']);
	t.is(last('trunk.removed')?.trunk, 'pbx' as TrunkId);
	const asked = engine.commands.length;
	await clock.advance(600_000);
	t.is(engine.commands.length, asked);
});

test('calls from a server\'s addresses, and from those that the admin trusts, are the trunk\'s', async t => {
	const {trunks, put, counted} = setUp();
	await put('provider', {outboundProxy: 'proxy.example:5080', trusted: ['198.51.100.0/24', '203.0.113.7']});
	t.deepEqual(trunks.trusted().map(({network}) => network), ['198.51.100.0/24', '203.0.113.7/32', '192.0.2.1/32', '192.0.2.2/32', '192.0.2.9/32']);
	t.true(counted.admissions >= 2);
	await put('provider', {enabled: false});
	t.deepEqual(trunks.trusted(), []);
});

test('a call by a trunk goes to its server, with the number that the other side knows', async t => {
	const {trunks, put, told, dialled} = setUp();
	await put('provider', {transport: 'tls', host: 'sip.example:5061'});
	t.deepEqual(trunks.diallers('provider' as TrunkId), []);
	told('provider', 'registered');
	trunks.diallers('provider' as TrunkId)[0]?.dial(call);
	await put('pbx', {kind: 'address', host: '192.0.2.5'});
	trunks.diallers('pbx' as TrunkId)[0]?.dial({...call, number: '12#3'});
	await put('pbx', {kind: 'address', host: '192.0.2.5', callerNumber: '+493055'});
	trunks.diallers('pbx' as TrunkId)[0]?.dial(call);
	t.deepEqual(dialled.map(({line, targets}) => [line, targets[0]?.uri, targets[0]?.callerNumber]), [
		['Trunk provider', 'sip:+4930123@sip.example:5061;transport=tls', ''],
		['Trunk pbx', 'sip:12%233@192.0.2.5', '8000'],
		['Trunk pbx', 'sip:+4930123@192.0.2.5', '+493055'],
	]);
});

test('a trunk has no more calls at once than its contract allows, counting both directions', async t => {
	const {trunks, put, told, legs, clock, view} = setUp();
	await put('provider', {maxCalls: 2});
	told('provider', 'registered');
	const [dialler] = trunks.diallers('provider' as TrunkId);
	const inbound = new FakeLeg(clock);
	trunks.count('provider' as TrunkId, inbound);
	t.truthy(dialler?.dial(call));
	t.is(dialler?.dial(call), undefined);
	t.true(trunks.party(origin('provider', '8000'))?.isFull);
	t.is(view('provider')?.calls, 2);
	inbound.leave();
	t.false(trunks.party(origin('provider', '8000'))?.isFull);
	t.truthy(dialler?.dial(call));
	legs.forEach(leg => leg.leave());
	t.is(view('provider')?.calls, 0);
});

test('calls of a trunk go where its settings say, and those of two accounts at one provider are told apart', async t => {
	const {trunks, put} = setUp();
	await put('first', {user: 'one'});
	await put('second', {user: 'two', number: '8500'});
	t.deepEqual(trunks.party(origin('first', 'one')), {line: 'Trunk first', trunk: 'first' as TrunkId, isFull: false});
	t.deepEqual(trunks.party(origin('first', 'two')), {line: 'Trunk second', trunk: 'second' as TrunkId, isFull: false, dialled: '8500'});
	t.is(trunks.party({...origin('first', '8000'), trunk: null, phone: 'p' as SipPhoneId}), undefined);
});

test('a demo calls nobody outside of this machine', async t => {
	const {trunks, engine, put, view} = setUp({isDemo: true});
	await put('provider');
	t.like(view('provider'), {state: 'off', problem: 'demo'});
	t.deepEqual(await trunks.test('provider' as TrunkId), {ok: false, steps: [{
		name: 'name', ok: false, problem: 'demo', addresses: [], ms: null, status: null,
		finding: 'A demo calls nobody outside of this machine; start the box without --demo to use this trunk.',
	}]});
	t.deepEqual(engine.commands, []);
	await put('own', {host: '127.0.0.1:5070'});
	t.is(view('own')?.state, 'registering');
});

test('the test of a trunk tells each step, up to the log-in', async t => {
	const {trunks, put, told} = setUp();
	await put('provider');
	const tested = trunks.test('provider' as TrunkId);
	await settled();
	told('provider', 'registering', 0);
	told('provider', 'registered', 200, 300);
	const {ok, steps} = await tested ?? {ok: false, steps: []};
	t.true(ok);
	t.deepEqual(steps.map(({name, finding}) => [name, finding]), [
		['name', 'sip.example is 192.0.2.1, 192.0.2.2.'], ['reach', 'sip.example answers in 12 ms.'], ['log-in', 'The log-in is taken; the box is registered.'],
	]);
});

test('the test of a trunk tells a wrong password from an unknown user, and ends there', async t => {
	const {trunks, put, told} = setUp();
	await put('provider');
	const results = [];
	for (const status of [401, 404]) {
		const tested = trunks.test('provider' as TrunkId);
		await settled();
		told('provider', 'rejected', status);
		results.push(await tested);
	}
	t.deepEqual(results.map(result => [result?.ok, result?.steps.at(-1)?.problem]), [[false, 'wrong-password'], [false, 'unknown-user']]);
});

test('the test of a trunk ends with the first step that fails', async t => {
	const {trunks, engine, put, clock} = setUp();
	engine.answer = {status: 408, reason: '', ms: 4000, certificate: ''};
	await put('nameless', {host: 'sip.exampel'});
	t.deepEqual((await trunks.test('nameless' as TrunkId))?.steps.map(({name, problem}) => [name, problem]), [['name', 'name-unknown']]);
	await put('silent');
	const tested = trunks.test('silent' as TrunkId);
	await clock.advance(20_000);
	t.deepEqual((await tested)?.steps.map(({name, problem}) => [name, problem]), [['name', null], ['reach', 'no-answer']]);
	t.is(await trunks.test('none' as TrunkId), undefined);
});

test('a trunk that is switched off can be tried, and is taken from the engine afterwards', async t => {
	const {trunks, engine, put, told} = setUp();
	await put('provider', {enabled: false});
	const tested = trunks.test('provider' as TrunkId);
	await settled();
	told('provider', 'registered', 200, 300);
	t.true((await tested)?.ok);
	t.deepEqual(engine.commands.map(([what]) => what), ['put', 'probe', 'remove']);
});

test('nothing is asked any more once the box stops', async t => {
	const {trunks, put, clock} = setUp();
	await put('provider');
	await put('pbx', {kind: 'address'});
	trunks.stop();
	t.is(clock.pending, 0);
});
