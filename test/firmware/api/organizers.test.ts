import test, {type ExecutionContext} from 'ava';
import {RunningBox} from './running-box.js';

/** Kim and Robin, organizers who are logged in. */
async function organizers(t: ExecutionContext) {
	const box = await RunningBox.start(t);
	const logIn = async (name: string) => {
		const made = await box.ask('POST', '/users', {body: {name, password: 'Correct horse', role: 'organizer'}});
		const {id} = made.body as {id: string};
		const answer = await box.ask('POST', '/session', {token: '', headers: {'x-partyline': 'page'}, body: {name, password: 'Correct horse'}});
		const headers = {'x-partyline': 'page', 'cookie': answer.headers.get('set-cookie')?.split(';')[0] ?? ''};
		return {id, ask: (method: string, path: string, body?: object) => box.ask(method, path, {token: '', headers, ...(body && {body})})};
	};
	return {box, kim: await logIn('Kim'), robin: await logIn('Robin')};
}

const conference = {kind: 'static', extension: '8000', pin: '1234'};
const idOf = (answer: {body: unknown}) => (answer.body as {id: string}).id;

test('an organizer creates, sees with its PIN, changes and deletes a conference of his own', async t => {
	const {kim} = await organizers(t);
	const made = await kim.ask('POST', '/conferences', conference);
	t.is(made.status, 201);
	t.like(made.body, {organizer: kim.id, pin: '1234'});
	const path = `/conferences/${idOf(made)}`;
	t.like((await kim.ask('GET', path)).body, {pin: '1234'});
	t.like((await kim.ask('PATCH', path, {description: 'Board'})).body, {description: 'Board', organizer: kim.id});
	t.is((await kim.ask('DELETE', path)).status, 204);
});

test('an organizer neither sees the PIN of another\'s conference nor changes or deletes it', async t => {
	const {box, kim, robin} = await organizers(t);
	const path = `/conferences/${idOf(await robin.ask('POST', '/conferences', conference))}`;
	const ofTheBox = `/conferences/${idOf(await box.ask('POST', '/conferences', {body: {...conference, extension: '8001'}}))}`;
	for (const other of [path, ofTheBox]) {
		t.like((await kim.ask('GET', other)).body, {pin: '•••'});
		t.is((await kim.ask('PATCH', other, {description: 'Mine'})).status, 403);
		t.is((await kim.ask('PATCH', other, {organizer: kim.id})).status, 403);
		t.is((await kim.ask('DELETE', other)).status, 403);
	}
	t.like((await box.ask('GET', path)).body, {description: '', organizer: robin.id});
});

test('an organizer gives no conference to another, nor to nobody', async t => {
	const {kim, robin} = await organizers(t);
	const made = await kim.ask('POST', '/conferences', {...conference, organizer: robin.id});
	t.is(made.status, 403);
	t.like(made.body, {error: {problems: [{path: '/organizer'}]}});
	const path = `/conferences/${idOf(await kim.ask('POST', '/conferences', conference))}`;
	t.is((await kim.ask('PATCH', path, {organizer: robin.id})).status, 403);
	t.is((await kim.ask('PATCH', path, {organizer: null})).status, 403);
});

test('an organizer\'s token, which is nobody\'s, makes no conferences', async t => {
	const {box} = await organizers(t);
	t.is((await box.ask('POST', '/conferences', {token: await box.token('organizer'), body: conference})).status, 403);
	t.deepEqual((await box.ask('GET', '/conferences')).body, []);
});

test('an admin gives a conference to somebody who is there, and to nobody else', async t => {
	const {box, kim} = await organizers(t);
	const made = await box.ask('POST', '/conferences', {body: {...conference, organizer: kim.id}});
	t.like(made.body, {organizer: kim.id});
	const refused = await box.ask('PATCH', `/conferences/${idOf(made)}`, {body: {organizer: 'nobody'}});
	t.is(refused.status, 400);
	t.like(refused.body, {error: {problems: [{path: '/organizer'}]}});
	t.like((await box.ask('PATCH', `/conferences/${idOf(made)}`, {body: {organizer: null}})).body, {organizer: null});
});

test('the conferences of somebody who is removed stay, are nobody\'s, and the box is told', async t => {
	const {box, kim} = await organizers(t);
	const path = `/conferences/${idOf(await kim.ask('POST', '/conferences', conference))}`;
	t.is((await box.ask('DELETE', `/users/${kim.id}`)).status, 204);
	t.like((await box.ask('GET', path)).body, {organizer: null, extension: '8000'});
	t.deepEqual(box.told.slice(-2), ['changed 8000', 'users']);
});

test('a conference that is changed while its organizer is being removed is live as it was changed', async t => {
	const {box, kim} = await organizers(t);
	const path = `/conferences/${idOf(await kim.ask('POST', '/conferences', conference))}`;
	let changing: ReturnType<RunningBox['ask']> | undefined;
	const {users} = box.store;
	const remove = users.delete;
	users.delete = async id => {
		changing = box.ask('PATCH', path, {body: {extension: '8123'}});
		for (let n = 0; n < 20; n++) await box.ask('GET', '/conferences');
		return remove(id);
	};
	await box.ask('DELETE', `/users/${kim.id}`);
	t.is((await changing)?.status, 200);
	t.like((await box.ask('GET', path)).body, {extension: '8123', organizer: null});
	t.is(box.told.filter(what => what.startsWith('changed ')).at(-1), 'changed 8123');
});

test('an organizer sees who there is, and nothing else of them; a user does not', async t => {
	const {box, kim, robin} = await organizers(t);
	const {body} = await kim.ask('GET', '/users/names');
	t.deepEqual((body as object[]).map(user => Object.keys(user)), [['id', 'name'], ['id', 'name'], ['id', 'name']]);
	t.true((body as {id: string}[]).some(({id}) => id === robin.id));
	t.is((await kim.ask('GET', '/users')).status, 403);
	t.is((await box.ask('GET', '/users/names', {token: await box.token('user')})).status, 403);
});

test('free numbers near a wanted one are found', async t => {
	const {box, kim} = await organizers(t);
	await kim.ask('POST', '/conferences', conference);
	await box.ask('PATCH', '/settings', {body: {entry: {portal: '8002'}}});
	t.deepEqual((await kim.ask('GET', '/dial-plan/free?like=8000&count=3')).body, {numbers: ['8001', '8003', '8004']});
	t.is(((await kim.ask('GET', '/dial-plan/free')).body as {numbers: string[]}).numbers.length, 10);
	t.is((await kim.ask('GET', '/dial-plan/free?like=x')).status, 400);
});
