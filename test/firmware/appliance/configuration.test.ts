import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {seedDemo} from '../../../firmware/appliance/configuration.js';
import {createLog} from '../../../firmware/lib/log.js';
import {openStore} from '../../../firmware/store/index.js';
import {ManualClock} from '../../support/manual-clock.js';

test('a demo is for this machine alone, until an admin chooses the office', async t => {
	const dataDir = await mkdtemp(join(tmpdir(), 'partyline-demo-'));
	const store = await openStore({dataDir, log: createLog('silent'), clock: new ManualClock()});
	t.teardown(async () => {
		await store.close();
		await rm(dataDir, {recursive: true, force: true});
	});
	t.is((await store.settings.read()).network.access, 'office');
	await seedDemo(store);
	const settings = await store.settings.read();
	t.is(settings.network.access, 'this-machine');
	await store.settings.write({...settings, network: {...settings.network, access: 'office'}});
	await seedDemo(store);
	t.is((await store.settings.read()).network.access, 'office');
});
