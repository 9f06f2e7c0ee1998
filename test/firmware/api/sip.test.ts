import test from 'ava';
import type {SipPhoneId, TrunkId} from '../../../firmware/contract/index.js';
import {EventReader} from './event-reader.js';
import {banOf} from './fake-sip.js';
import {RunningBox} from './running-box.js';

const trunk = {name: 'Provider', host: 'sip.example', user: 'box', password: 'Secret-1'};
const phone = {name: 'Desk', user: 'desk', extension: '30'};

test('an admin adds a trunk and changes it, and its password is never shown', async t => {
	const box = await RunningBox.start(t);
	const made = await box.ask('POST', '/trunks', {body: trunk});
	t.is(made.status, 201);
	t.like(made.body, {name: 'Provider', kind: 'register', transport: 'udp', password: '••••••••', state: 'registered'});
	const {id} = made.body as {id: TrunkId};
	t.like((await box.ask('PATCH', `/trunks/${id}`, {body: {host: 'other.example', password: '••••••••'}})).body, {host: 'other.example', password: '••••••••'});
	t.is((await box.store.trunks.get(id))?.password, 'Secret-1');
	await box.ask('PATCH', `/trunks/${id}`, {body: {password: 'Secret-2'}});
	t.is(box.sip.passwords.get('box'), 'Secret-2');
	t.like((await box.ask('GET', '/trunks')).body, [{id, host: 'other.example', password: '••••••••'}]);
	t.false(box.logged.some(line => /Secret-[12]/.test(line)));
	t.is((await box.ask('DELETE', `/trunks/${id}`)).status, 204);
	t.is((await box.ask('DELETE', `/trunks/${id}`)).status, 404);
	t.deepEqual((await box.ask('GET', '/trunks')).body, []);
});

test('a trunk that a route leads by can not be deleted before the route', async t => {
	const box = await RunningBox.start(t);
	const {id} = (await box.ask('POST', '/trunks', {body: trunk})).body as {id: TrunkId};
	const route = await box.ask('POST', '/routes', {body: {prefix: '0', class: 'external', pricePerMinute: 0.02, via: {kind: 'trunk', trunk: id}}});
	t.is(route.status, 201);
	const refused = await box.ask('DELETE', `/trunks/${id}`);
	t.is(refused.status, 409);
	t.true(refused.text.includes('Calls to 0… go out by this trunk'));
	t.is((await box.ask('POST', '/routes', {body: {prefix: '1', class: 'external', via: {kind: 'trunk', trunk: 'none'}}})).status, 400);
});

const badTrunks: Record<string, [object, string, number]> = {
	'no user name to register by': [{user: ''}, '/user', 400],
	'a server that is no name': [{host: 'sip example'}, '/host', 400],
	'calls that go to nobody': [{number: '8009'}, '/number', 400],
	'an authority to verify by that nobody gave': [{transport: 'tls', authorities: 'given'}, '/authority', 400],
	'an authority that is no certificate': [{authority: 'Known'}, '/authority', 400],
	'an authority that is damaged': [{authority: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'}, '/authority', 400],
	'a name server that is none': [{nameServer: '192.0.2.300'}, '/nameServer', 400],
	'a name that another has': [{}, '/name', 409],
};
for (const [what, [change, path, expected]] of Object.entries(badTrunks)) {
	test(`a trunk with ${what} is refused at its field`, async t => {
		const box = await RunningBox.start(t);
		await box.ask('POST', '/trunks', {body: trunk});
		const {status, body} = await box.ask('POST', '/trunks', {body: {...trunk, ...change}});
		t.is(status, expected);
		t.like(body, {error: {problems: [{path}]}});
	});
}

test('the test of a trunk answers with its steps', async t => {
	const box = await RunningBox.start(t);
	const {id} = (await box.ask('POST', '/trunks', {body: trunk})).body as {id: TrunkId};
	t.like((await box.ask('POST', `/trunks/${id}/tests`)).body, {ok: false, steps: [{name: 'name', problem: 'name-unknown'}]});
	t.is((await box.ask('POST', '/trunks/none/tests')).status, 404);
});

test('a new phone\'s password is seen once, and a new one again', async t => {
	const box = await RunningBox.start(t);
	const made = await box.ask('POST', '/sip-phones', {body: phone});
	t.is(made.status, 201);
	const {id, password} = made.body as {id: SipPhoneId; password: string};
	t.regex(password, /^[a-km-zA-HJ-NP-Z2-9]{24}$/);
	t.is(box.sip.passwords.get('desk'), password);
	t.false('password' in ((await box.ask('GET', '/sip-phones')).body as object[])[0]!);
	const changed = await box.ask('PATCH', `/sip-phones/${id}`, {body: {name: 'Front desk'}});
	t.like(changed.body, {name: 'Front desk', user: 'desk'});
	t.false('password' in (changed.body as object));
	const renewed = (await box.ask('PATCH', `/sip-phones/${id}`, {body: {password: ''}})).body as {password: string};
	t.not(renewed.password, password);
	t.is(box.sip.passwords.get('desk'), renewed.password);
	t.is(((await box.ask('PATCH', `/sip-phones/${id}`, {body: {password: 'Chosen-1'}})).body as {password: string}).password, 'Chosen-1');
	t.is((await box.ask('DELETE', `/sip-phones/${id}`)).status, 204);
	t.is((await box.ask('DELETE', `/sip-phones/${id}`)).status, 404);
});

test('a phone\'s extension is in the dial plan; neither a conference nor the portal nor another phone can have it, nor it theirs', async t => {
	const box = await RunningBox.start(t);
	await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000'}});
	const taken = await box.ask('POST', '/sip-phones', {body: {...phone, extension: '8000'}});
	t.is(taken.status, 409);
	t.like(taken.body, {error: {problems: [{path: '/extension'}]}});
	const {id} = (await box.ask('POST', '/sip-phones', {body: phone})).body as {id: SipPhoneId};
	t.like((await box.ask('GET', '/dial-plan/30')).body, {free: false, entry: {use: 'phone', phone: id, description: 'Desk'}});
	const conference = await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '30'}});
	t.is(conference.status, 409);
	t.true(conference.text.includes('30 is in use already by the phone “Desk”.'));
	t.is((await box.ask('PATCH', '/settings', {body: {entry: {portal: '30'}}})).status, 409);
	t.is((await box.ask('POST', '/sip-phones', {body: {...phone, user: 'hall'}})).status, 409);
	t.is((await box.ask('PATCH', `/sip-phones/${id}`, {body: {name: 'Same number'}})).status, 200);
	t.is((await box.ask('POST', '/trunks', {body: {...trunk, number: '30'}})).status, 400);
});

test('a phone whose owner is deleted is nobody\'s at once, on the disk and where calls look it up', async t => {
	const box = await RunningBox.start(t);
	const owner = (await box.ask('POST', '/users', {body: {name: 'Kim', password: 'Correct horse', role: 'user'}})).body as {id: string};
	const {id} = (await box.ask('POST', '/sip-phones', {body: {...phone, owner: owner.id}})).body as {id: SipPhoneId};
	t.like(box.sip.phones(), [{id, owner: owner.id}]);
	t.is((await box.ask('DELETE', `/users/${owner.id}`)).status, 204);
	t.like(box.sip.phones(), [{id, owner: null}]);
	t.like((await box.ask('GET', '/sip-phones')).body, [{id, owner: null}]);
});

const badPhones: Record<string, [object, string, number]> = {
	'a user name that another has': [{extension: '31'}, '/user', 409],
	'a short password': [{user: 'hall', extension: '31', password: 'short'}, '/password', 400],
	'an owner who is nobody': [{user: 'hall', extension: '31', owner: 'nobody'}, '/owner', 400],
};
for (const [what, [change, path, expected]] of Object.entries(badPhones)) {
	test(`a phone with ${what} is refused at its field`, async t => {
		const box = await RunningBox.start(t);
		await box.ask('POST', '/sip-phones', {body: phone});
		const {status, body} = await box.ask('POST', '/sip-phones', {body: {...phone, ...change}});
		t.is(status, expected);
		t.like(body, {error: {problems: [{path}]}});
	});
}

test('an admin bans an address and undoes it, but never the box itself', async t => {
	const box = await RunningBox.start(t);
	t.like((await box.ask('POST', '/bans', {body: {address: '203.0.113.7', minutes: null}})).body, {address: '203.0.113.7', reason: 'by-admin'});
	t.like((await box.ask('GET', '/bans')).body, [{address: '203.0.113.7'}]);
	const own = await box.ask('POST', '/bans', {body: {address: '127.0.0.1'}});
	t.is(own.status, 400);
	t.like(own.body, {error: {problems: [{path: '/address', code: 'never-banned'}]}});
	t.is((await box.ask('DELETE', '/bans/203.0.113.7')).status, 204);
	t.is((await box.ask('DELETE', '/bans/203.0.113.7')).status, 404);
	t.is((await box.ask('POST', '/bans', {body: {address: 'scanner.example'}})).status, 400);
});

test('an admin asks where a number would be called by', async t => {
	const box = await RunningBox.start(t);
	t.like((await box.ask('GET', '/routes/way?number=%2B49301')).body, {number: '+49301', use: 'nowhere'});
	t.deepEqual(box.sip.asked, [{way: '+49301', by: 'test admin'}]);
	t.is((await box.ask('GET', '/routes/way?number=kim')).status, 400);
});

test('whoever follows the events is told of trunks and phones; users without their addresses, and bans admins alone', async t => {
	const box = await RunningBox.start(t);
	await box.ask('POST', '/trunks', {body: {...trunk, trusted: ['192.0.2.7']}});
	await box.ask('POST', '/sip-phones', {body: phone});
	const [admin, user] = [await EventReader.open(box, await box.token('admin')), await EventReader.open(box, await box.token('user'))];
	t.teardown(() => {
		admin.close();
		user.close();
	});
	const [whole] = await admin.events(1);
	t.like(whole?.data, {trunks: [{host: 'sip.example', user: 'box', password: '••••••••'}], sipPhones: [{user: 'desk'}]});
	const [masked] = await user.events(1);
	t.like(masked?.data, {trunks: [{name: 'Provider', host: '', user: '', trusted: []}], sipPhones: [{name: 'Desk', user: '', bindings: [{contact: '', address: ''}]}]});
	const at = '2026-01-05T09:00:00.000Z';
	box.events.emit({kind: 'ban.changed', at, ban: banOf('203.0.113.7')});
	box.events.emit({kind: 'ban.removed', at, address: '203.0.113.7'});
	for (const phone of box.sip.phones()) box.events.emit({kind: 'sip-phone.changed', at, phone});
	for (const trunk of box.sip.trunks()) box.events.emit({kind: 'trunk.changed', at, trunk});
	t.deepEqual((await admin.events(4)).map(({kind}) => kind), ['ban.changed', 'ban.removed', 'sip-phone.changed', 'trunk.changed']);
	const [ofPhone, ofTrunk] = await user.events(2);
	t.like(ofPhone, {kind: 'sip-phone.changed', data: {phone: {user: '', bindings: [{contact: '', address: ''}]}}});
	t.like(ofTrunk, {kind: 'trunk.changed', data: {trunk: {host: '', user: ''}}});
});
