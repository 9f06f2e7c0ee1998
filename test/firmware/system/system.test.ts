import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {Value} from '@sinclair/typebox/value';
import test, {type ExecutionContext} from 'ava';
import {settings as schema, systemView, type Settings} from '../../../firmware/contract/index.js';
import {createLog} from '../../../firmware/lib/log.js';
import {aloneInDataFolder, openStore} from '../../../firmware/store/index.js';
import {finishFactoryReset, LogRing, System, type SystemParts} from '../../../firmware/system/index.js';
import {ManualClock} from '../../support/manual-clock.js';

async function newFolder(t: ExecutionContext, files: Readonly<Record<string, string>> = {}): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-system-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	for (const [path, text] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), {recursive: true});
		await writeFile(join(folder, path), text);
	}
	return folder;
}

type Rig = {system: System; asked: () => number; settings: Settings};

function systemIn(dataDir: string, {possible = true, ...more}: {possible?: boolean} & Partial<SystemParts> = {}): Rig {
	const settings = Value.Parse(schema, {});
	const rig = {settings};
	let asked = 0;
	const system = new System({
		dataDir, version: '1.2.3', startedAt: '2026-01-05T08:00:00.000Z', addresses: () => ['192.0.2.10'], log: new LogRing(),
		parts: async () => [{name: 'SQLite', version: '3.1'}],
		settings: () => rig.settings,
		doors: ({https, httpsPort}) => ({http: 8080, https: https === 'off' ? null : httpsPort, httpsOnly: https === 'only', thisMachineAlone: false}),
		restart: {possible, ask: () => asked += 1}, ...more,
	});
	return Object.assign(rig, {system, asked: () => asked});
}

test('an admin sees versions, storage, memory and load of the real machine', async t => {
	const dataDir = await newFolder(t, {'partyline.db': '1234', 'partyline.db-wal': '123', 'recordings/a.opus': '12345', 'recordings/b.opus': '1'});
	const view = await systemIn(dataDir).system.view();
	t.deepEqual(Object.keys(view).sort(), Object.keys(systemView.properties).sort());
	t.like(view.storage, {recordingBytes: 6, databaseBytes: 7});
	t.true(view.storage.totalBytes > view.storage.freeBytes && view.storage.freeBytes > 0);
	t.true(view.memory.totalBytes > view.memory.freeBytes && view.memory.processBytes > 10_000_000);
	t.deepEqual(view.parts.map(({name}) => name), ['SQLite', 'Node.js', 'Linux']);
	t.like(view, {version: '1.2.3', addresses: ['192.0.2.10'], canRestart: true, restartNeededFor: []});
});

const temperature = test.macro({
	title: (title = '') => `the temperature shown ${title}`,
	async exec(t, sensors: Readonly<Record<string, string>>, celsius: number | null) {
		const view = await systemIn(await newFolder(t), {sensors: await newFolder(t, sensors)}).system.view();
		t.is(view.temperatureCelsius, celsius);
	},
});
test('is the processor\'s', temperature, {
	'thermal/thermal_zone0/type': 'acpitz\n', 'thermal/thermal_zone0/temp': '80000\n', 'thermal/thermal_zone1/type': 'cpu-thermal\n', 'thermal/thermal_zone1/temp': '51234\n',
}, 51.234);
test('is that of a chip where there are no zones', temperature, {'hwmon/hwmon0/name': 'coretemp\n', 'hwmon/hwmon0/temp1_input': '47000\n', 'hwmon/hwmon0/temp2_input': '49000\n'}, 49);
test('is the hottest where none says whose it is', temperature, {'thermal/thermal_zone0/type': 'a', 'thermal/thermal_zone0/temp': '30000', 'thermal/thermal_zone1/type': 'b', 'thermal/thermal_zone1/temp': '35000'}, 35);
test('is none where a sensor does not answer', temperature, {'thermal/thermal_zone0/type': 'cpu', 'thermal/thermal_zone0/temp': ''}, null);
test('is none where the machine has no sensor', temperature, {}, null);

test('settings that were changed since the start and need a restart are told, until they are as they were', async t => {
	const rig = systemIn(await newFolder(t));
	const before = rig.settings;
	rig.settings = {...before, box: {...before.box, name: 'Other'}, sip: {...before.sip, udpPort: 5070, codecs: ['pcma']}};
	t.deepEqual((await rig.system.view()).restartNeededFor, ['/sip/udpPort', '/sip/codecs']);
	rig.settings = structuredClone(before);
	t.deepEqual((await rig.system.view()).restartNeededFor, []);
});

test('a box that nobody would start again refuses to end', async t => {
	const {system, asked} = systemIn(await newFolder(t), {possible: false});
	t.like(system.restart(), {ok: false, code: 'CONFLICT'});
	t.is(asked(), 0);
	t.false((await system.view()).canRestart);
	const other = systemIn(await newFolder(t));
	t.true(other.system.restart().ok);
	t.is(other.asked(), 1);
});

const log = createLog('silent');

test('after a factory reset nothing is left at the next start, and the box is new', async t => {
	const dataDir = await newFolder(t, {'certificates/authority.pem': 'x', 'recordings/a.opus': 'x', 'something': 'x'});
	const open = () => openStore({dataDir, log, clock: new ManualClock()});
	const store = await open();
	await store.users.create({name: 'Kim', password: 'Correct horse', role: 'admin'});
	const {system, asked} = systemIn(dataDir);
	await system.factoryReset();
	t.is(asked(), 1);
	t.is((await store.users.list()).length, 1);
	await store.close();
	t.true(await aloneInDataFolder(dataDir, log, () => finishFactoryReset(dataDir)));
	t.deepEqual((await readdir(dataDir)).filter(name => !name.startsWith('partyline.lock')), []);
	const again = await open();
	t.deepEqual(await again.users.list(), []);
	await again.close();
	t.false(await aloneInDataFolder(dataDir, log, () => finishFactoryReset(dataDir)));
});

test('a factory reset that power cut short goes on at the next start', async t => {
	const dataDir = await newFolder(t, {'partyline.db': 'x', 'recordings/a.opus': 'x'});
	await systemIn(dataDir).system.factoryReset();
	await rm(join(dataDir, 'partyline.db'));
	t.true(await finishFactoryReset(dataDir));
	t.deepEqual(await readdir(dataDir), []);
});

test('without being asked for, no start deletes anything', async t => {
	const dataDir = await newFolder(t, {'partyline.db': 'x'});
	t.false(await finishFactoryReset(dataDir));
	t.deepEqual(await readdir(dataDir), ['partyline.db']);
});

test('an admin reads the newest lines first, as short text without secrets', t => {
	const ring = new LogRing();
	const logger = createLog('silent', ring);
	logger.info({http: 8080, sip: {udp: 5060}}, 'ready');
	logger.warn({name: 'Kim', pin: '1234'}, 'wrong PIN');
	logger.error({err: Object.assign(new Error('no space'), {code: 'ENOSPC'}), path: '/data'}, 'could not be kept');
	const [third, second, first] = ring.newest({level: 'info', limit: 10});
	t.like(first, {level: 'info', message: 'ready', detail: 'http: 8080 · sip: {"udp":5060}'});
	t.like(second, {level: 'warn', message: 'wrong PIN', detail: 'name: Kim · pin: [secret]'});
	t.like(third, {level: 'error', message: 'could not be kept', detail: 'no space (ENOSPC) · path: /data'});
	t.false(Number.isNaN(Date.parse(first?.at ?? '')));
});

test('lines are chosen by level, and no more come than asked for', t => {
	const ring = new LogRing();
	const logger = createLog('silent', ring);
	for (let n = 0; n < 10; n++) logger.info(`line ${n}`);
	logger.debug('too fine');
	logger.fatal('the end');
	t.deepEqual(ring.newest({level: 'info', limit: 3}).map(({message}) => message), ['the end', 'line 9', 'line 8']);
	t.deepEqual(ring.newest({level: 'warn', limit: 10}).map(({level, message}) => [level, message]), [['error', 'the end']]);
	t.deepEqual(new LogRing().newest({level: 'info', limit: 10}), []);
});

test('the newest 2,000 lines are kept', t => {
	const ring = new LogRing();
	for (let n = 0; n < 4500; n++) ring.write(JSON.stringify({level: 30, time: '2026-01-05T08:00:00.000Z', msg: `line ${n}`}));
	const lines = ring.newest({level: 'info', limit: 5000}).map(({message}) => message);
	t.is(lines.length, 2000);
	t.is(lines[0], 'line 4499');
	t.is(lines.at(-1), 'line 2500');
});
