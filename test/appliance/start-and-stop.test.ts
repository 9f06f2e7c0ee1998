import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer, type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {launchBox, startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {canMount, mountSmallDisk} from '../support/small-disk.js';

const onSmallDisk = await canMount() ? test : test.skip;
const conferences = [{kind: 'static', extension: '8000', pin: '1234', first: 'silence'}] as const;

test('a restart with calls up ends them with BYE and keeps everything', async t => {
	const box = await startBox({conferences});
	const callers = await startCallers(t, box);
	const present = await callers.enter('8000', {keys: '1234#', number: '811'});
	const asked = await callers.phone.call('8000', {number: '812'});
	await asked.answered();
	const [{code}, first, second] = await Promise.all([box.halt(), present.call.ended(), asked.ended()]);
	t.is(code, 0);
	t.true(first.bye && second.bye);
	const again = await startBox({dataDir: box.dataDir});
	t.teardown(() => again.stop());
	t.like(await again.conference('8000'), {extension: '8000', pin: '1234'});
	const {items} = await again.api<{items: {number: string; outcome: string}[]}>('GET', '/calls');
	t.deepEqual(items.map(({number, outcome}) => [number, outcome]).sort(), [['811', 'box-stopped'], ['812', 'box-stopped']]);
	const back = await (await startCallers(t, again)).enter('8000', {keys: '1234#'});
	t.is(back.participant.role, 'participant');
});

test('a new data folder may be named from where the box is started', async t => {
	const dataDir = await mkdtemp(join(tmpdir(), 'partyline-relative-'));
	const box = await startBox({dataDir: relative('.', dataDir), conferences});
	t.teardown(() => box.stop());
	t.like(await box.conference('8000'), {extension: '8000'});
});

test('a box whose SIP port is taken says so and ends', async t => {
	const socket = createSocket('udp4');
	t.teardown(() => socket.close());
	socket.bind(0, '127.0.0.1');
	await once(socket, 'listening');
	const said = await refusal(t, ['--sip', String(socket.address().port)]);
	t.regex(said, /PORT_IN_USE/);
	t.true(said.includes(String(socket.address().port)), said);
});

test('a box whose HTTP port is taken says so and ends', async t => {
	const server = createServer();
	t.teardown(() => server.close());
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	const said = await refusal(t, ['--http', String(port)]);
	t.regex(said, /PORT_IN_USE/);
	t.true(said.includes(String(port)), said);
});

test('a box with a damaged database says what to do, and does not touch it', async t => {
	const dataDir = await newFolder(t);
	const path = join(dataDir, 'partyline.db');
	const damaged = Buffer.from('This is no database. '.repeat(400));
	await writeFile(path, damaged);
	const said = await refusal(t, ['--data', dataDir]);
	t.regex(said, /DATABASE_DAMAGED/);
	t.true(said.includes(path), said);
	t.deepEqual(await readFile(path), damaged);
});

test('a second box on the same data folder says so and ends', async t => {
	const box = await startBox({conferences});
	t.teardown(() => box.stop());
	t.regex(await refusal(t, ['--data', box.dataDir]), /DATA_IN_USE/);
});

onSmallDisk('a box whose data folder can not be written to says so and ends', async t => {
	const disk = await mountSmallDisk({megabytes: 1, options: ',ro'});
	t.teardown(() => disk.unmount());
	const said = await refusal(t, ['--data', disk.path]);
	t.regex(said, /DATA_READ_ONLY/);
	t.true(said.includes(disk.path), said);
});

onSmallDisk('a box whose disk is full says so and ends', async t => {
	const disk = await mountSmallDisk({megabytes: 1});
	t.teardown(() => disk.unmount());
	await t.throwsAsync(writeFile(join(disk.path, 'filler'), Buffer.alloc(2_000_000)), {code: 'ENOSPC'});
	t.regex(await refusal(t, ['--data', disk.path]), /DISK_FULL/);
});

/** What a box says that will not start; its exit code is 1. */
async function refusal(t: ExecutionContext, words: readonly string[]): Promise<string> {
	const box = launchBox(await newFolder(t), words);
	const {code} = await box.process.ended(20_000);
	t.is(code, 1);
	t.regex(box.process.errors, /^partyline: /m);
	t.notRegex(box.process.errors, /^ +at /m, 'a stack trace is no explanation');
	return box.process.errors;
}

async function newFolder(t: ExecutionContext): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-box-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	return folder;
}
