import test from 'ava';
import {RunningBox, type Answer} from './running-box.js';

type Conference = {id: string; extension: string};
type Refusal = {error: {code: string; message: string; problems: {path: string; message: string}[]}};
const refusal = ({body}: Answer) => (body as Refusal).error;
const idOf = ({body}: Answer) => (body as Conference).id;

test('an admin creates, reads, changes and deletes a conference, and the box is told each time', async t => {
	const box = await RunningBox.start(t);
	const made = await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000', pin: '1234'}});
	t.is(made.status, 201);
	t.like(made.body, {extension: '8000', pin: '1234', leaderPin: null, record: 'on-demand', first: 'music', participantLimit: null});
	const path = `/conferences/${idOf(made)}`;
	t.deepEqual((await box.ask('GET', path)).body, made.body);
	const changed = await box.ask('PATCH', path, {body: {description: 'Board', language: 'fr', extension: '8001'}});
	t.deepEqual<unknown, unknown>(changed.body, {...made.body as object, description: 'Board', language: 'fr', extension: '8001'});
	const back = await box.ask('PATCH', path, {body: {language: null, pin: null}});
	t.like(back.body, {pin: null});
	t.false(back.text.includes('language'));
	t.is((await box.ask('DELETE', path)).status, 204);
	t.is((await box.ask('GET', path)).status, 404);
	t.is((await box.ask('DELETE', path)).status, 404);
	t.deepEqual(box.told, ['created 8000', 'changed 8001', 'changed 8001', 'deleted 8001']);
});

const refused = test.macro({
	title: (title = '') => `a conference ${title} is refused, and the place is named`,
	async exec(t, body: object, path: string) {
		const box = await RunningBox.start(t);
		const answer = await box.ask('POST', '/conferences', {body});
		t.is(answer.status, 400);
		t.is(refusal(answer).code, 'INVALID_INPUT');
		t.deepEqual(refusal(answer).problems.map(problem => problem.path), [path]);
		t.deepEqual(box.told, []);
	},
});
test('without a kind', refused, {extension: '8000'}, '/kind');
test('of an unknown kind', refused, {kind: 'secret', extension: '8000'}, '/kind');
test('without an extension', refused, {kind: 'static'}, '/extension');
test('with letters in its extension', refused, {kind: 'static', extension: '80A'}, '/extension');
test('with a PIN of 5,000 digits', refused, {kind: 'static', extension: '8000', pin: '1'.repeat(5000)}, '/pin');
test('with the leader PIN as its PIN', refused, {kind: 'static', extension: '8000', pin: '1234', leaderPin: '1234'}, '/leaderPin');
test('with an unknown option', refused, {kind: 'static', extension: '8000', horoscope: true}, '/horoscope');
test('that is dynamic with a PIN', refused, {kind: 'dynamic', extension: '8000', pin: '1234'}, '/pin');
test('with an id', refused, {kind: 'static', extension: '8000', id: 'x'}, '/id');
test('with a limit of one', refused, {kind: 'static', extension: '8000', participantLimit: 1}, '/participantLimit');
test('with a language the box does not speak', refused, {kind: 'static', extension: '8000', language: 'tlh'}, '/language');

test('what a changed conference would be is checked whole', async t => {
	const box = await RunningBox.start(t);
	const path = `/conferences/${idOf(await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000', pin: '1234'}}))}`;
	t.is(refusal(await box.ask('PATCH', path, {body: {leaderPin: '1234'}})).problems[0]?.path, '/leaderPin');
	t.is((await box.ask('PATCH', path, {body: {kind: 'dynamic'}})).status, 400);
	t.is((await box.ask('PATCH', path, {body: {}})).status, 400);
	const dynamic = `/conferences/${idOf(await box.ask('POST', '/conferences', {body: {kind: 'dynamic', extension: '8500'}}))}`;
	t.is(refusal(await box.ask('PATCH', dynamic, {body: {pin: '1234'}})).problems[0]?.path, '/pin');
});

test('a number in use is refused, with the reason', async t => {
	const box = await RunningBox.start(t);
	const body = {kind: 'static', extension: '8000', description: 'Board'};
	t.is((await box.ask('POST', '/conferences', {body})).status, 201);
	const second = await box.ask('POST', '/conferences', {body});
	t.is(second.status, 409);
	t.regex(refusal(second).message, /8000.*Board/);
	t.is(refusal(second).problems[0]?.path, '/extension');
	const other = await box.ask('POST', '/conferences', {body: {kind: 'dynamic', extension: '8500'}});
	t.is((await box.ask('PATCH', `/conferences/${idOf(other)}`, {body: {extension: '8000'}})).status, 409);
	t.is((await box.ask('PATCH', `/conferences/${idOf(other)}`, {body: {extension: '8500', description: 'same number'}})).status, 200);
});

test('the portal and a conference never share a number, whichever comes first', async t => {
	const box = await RunningBox.start(t);
	t.is((await box.ask('PATCH', '/settings', {body: {entry: {portal: '8888'}}})).status, 200);
	const conference = await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8888'}});
	t.is(conference.status, 409);
	t.regex(refusal(conference).message, /portal/);
	await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000'}});
	const portal = await box.ask('PATCH', '/settings', {body: {entry: {portal: '8000'}}});
	t.is(portal.status, 409);
	t.is(refusal(portal).problems[0]?.path, '/entry/portal');
	t.is((await box.ask('PATCH', '/settings', {body: {entry: {portal: '8888'}}})).status, 200);
});

test('of a conference and a portal that ask for one number in the same instant, one gets it', async t => {
	const box = await RunningBox.start(t);
	await box.token('admin');
	const answers = await Promise.all([
		box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000'}}),
		box.ask('PATCH', '/settings', {body: {entry: {portal: '8000'}}}),
		box.ask('POST', '/conferences', {body: {kind: 'dynamic', extension: '8000'}}),
	]);
	t.is(answers.filter(({status}) => status < 300).length, 1);
	t.is(answers.filter(({status}) => status === 409).length, 2);
});

test('the dial plan shows every number in use, in order, and whether one is free', async t => {
	const box = await RunningBox.start(t);
	await box.ask('POST', '/conferences', {body: {kind: 'dynamic', extension: '8500'}});
	await box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000', description: 'Board'}});
	await box.ask('PATCH', '/settings', {body: {entry: {portal: '8888'}}});
	const {body} = await box.ask('GET', '/dial-plan');
	t.deepEqual((body as {number: string; use: string}[]).map(({number, use}) => [number, use]), [['8000', 'static'], ['8500', 'dynamic'], ['8888', 'portal']]);
	t.like((await box.ask('GET', '/dial-plan/8000')).body, {free: false, entry: {description: 'Board'}});
	t.deepEqual((await box.ask('GET', '/dial-plan/8001')).body, {number: '8001', free: true, entry: null});
	t.is((await box.ask('GET', '/dial-plan/abc')).status, 400);
});

test('settings change part by part, and the answer says what needs a restart', async t => {
	const box = await RunningBox.start(t);
	const {status, body} = await box.ask('PATCH', '/settings', {body: {box: {name: 'Office'}, sip: {udpPort: 5070, tcpPort: 5060}}});
	t.is(status, 200);
	t.like(body, {needsRestart: ['/sip/udpPort'], settings: {box: {name: 'Office', language: 'en'}, sip: {udpPort: 5070}}});
	t.like((await box.ask('GET', '/settings')).body, {box: {name: 'Office'}, sip: {udpPort: 5070}});
	t.deepEqual(box.told, ['settings of Office']);
	t.is((await box.ask('GET', '/settings/schema')).status, 200);
});

const refusedSetting = test.macro({
	title: (title = '') => `settings ${title} are refused, and the place is named`,
	async exec(t, body: object, path: string) {
		const box = await RunningBox.start(t);
		const before = await box.ask('GET', '/settings');
		const answer = await box.ask('PATCH', '/settings', {body});
		t.is(answer.status, 400);
		t.true(refusal(answer).problems.some(problem => problem.path === path), answer.text);
		t.deepEqual((await box.ask('GET', '/settings')).body, before.body);
	},
});
test('of an unknown group', refusedSetting, {horoscope: {}}, '/horoscope');
test('of an unknown name', refusedSetting, {box: {colour: 'red'}}, '/box/colour');
test('out of bounds', refusedSetting, {history: {days: 0}}, '/history/days');
test('that leave no way to call', refusedSetting, {sip: {udpPort: null, tcpPort: null}}, '/sip/udpPort');
test('with a key that begins another', refusedSetting, {keypad: {mute: '*'}}, '/keypad/mute');
test('of a prototype', refusedSetting, JSON.parse('{"__proto__": {"polluted": 1}}') as object, '/__proto__');
