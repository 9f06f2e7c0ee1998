import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {PowerCuts} from './power-cuts.js';
import {Written} from './written.js';

test('whenever the power goes, what the admin was told is saved is there, the audit log names who made each change, and the recording plays', async t => {
	const dataDir = await mkdtemp(join(tmpdir(), 'partyline-power-'));
	const cuts = await PowerCuts.prepare(dataDir);
	t.teardown(async () => {
		await cuts.close();
		await rm(dataDir, {recursive: true, force: true});
	});
	t.deepEqual((await cuts.cut({after: 'start', ms: 400})).problems, []);
	for (const ms of [0, 300, 1500, 2500]) t.deepEqual((await cuts.cut({after: 'ready', ms})).problems, [], `${ms} ms after it was ready`);
});

test('a change that was acknowledged and is gone is found out, and so is one that nobody made', async t => {
	const written = new Written();
	await written.write(async () => ({ok: true}));
	await written.write(async () => ({ok: true}));
	await written.write(async () => Promise.reject(new Error('the power went')));
	t.is(written.problem('a name', 2), undefined);
	t.is(written.problem('a name', 3), undefined, 'it was on its way');
	t.regex(written.problem('a name', 1) ?? '', /2 was acknowledged/);
	t.regex(written.problem('a name', 4) ?? '', /4 is there/);
	t.regex(written.problem('a name', NaN) ?? '', /NaN/);
	t.is(written.unnoted('a name', new Set([1, 2])), undefined);
	t.regex(written.unnoted('a name', new Set([2])) ?? '', /does not tell of 1,/);
	t.is(written.unnamed('a name', 3, new Set([1, 2, 3])), undefined, 'nobody was told, and it is kept, whole');
	t.is(written.unnamed('a name', 2, new Set([1, 2])), undefined);
	t.regex(written.unnamed('a name', 3, new Set([1, 2])) ?? '', /3 is there, and the audit log names nobody/);
	t.regex(written.unnamed('a name', 2, new Set([1, 2, 3])) ?? '', /tells of 3, and 2 is there/);
	written.goOnFrom(3);
	t.is(written.unnamed('a name', 3, new Set()), undefined, 'an earlier round looked at it');
});
