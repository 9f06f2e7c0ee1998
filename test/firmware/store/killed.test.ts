import {fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {dataDir, open} from './data-dir.js';

test('what a box was promised to be saved is there after a kill -9, and the folder is free', async t => {
	const path = await dataDir(t);
	const child = fork(fileURLToPath(new URL('killed-box.js', import.meta.url)), [path]);
	const promised: string[] = [];
	child.on('message', extension => {
		if (typeof extension === 'string') promised.push(extension);
	});
	const ended = once(child, 'close');
	while (promised.length < 25) await once(child, 'message');
	await t.throwsAsync(open(path), {code: 'DATA_IN_USE'});
	child.kill('SIGKILL');
	await ended;
	t.true(promised.length >= 25);
	const store = await open(path);
	const saved = (await store.conferences.list()).map(({extension}) => extension);
	t.deepEqual(promised.filter(extension => !saved.includes(extension)), []);
	t.true(saved.length <= promised.length + 1);
	await store.close();
});
