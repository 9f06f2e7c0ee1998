import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import {startBox} from '../support/box.js';
import {startCallers} from '../support/callers.js';
import {freeUdpPort} from '../support/free-port.js';
import {LineProcess} from '../support/line-process.js';

const quiet = {kind: 'static', pin: null, first: 'silence', entryTone: 'off', exitTone: 'off'} as const;
const box = await startBox({conferences: [{...quiet, extension: '8000'}, {...quiet, extension: '8001'}]});
test.after.always(() => box.stop());

test('SIPp\'s own caller scenario goes through: call, talk, hang up', async t => {
	const port = await freeUdpPort();
	const words = ['-sn', 'uac', `127.0.0.1:${box.sip.udp}`, '-s', '8000', '-i', '127.0.0.1', '-p', String(port), '-m', '3', '-l', '3', '-r', '10', '-d', '500', '-timeout', '20', '-nostdin'];
	await t.notThrowsAsync(promisify(execFile)('sipp', words, {env: {...process.env, TERM: 'dumb'}}));
	await box.event('call.ended', ({call}) => call.dialled === '8000' && call.outcome === 'hung-up');
});

test('a baresip caller is heard in the room', async t => {
	const callers = await startCallers(t, box);
	const listener = await callers.enter('8001');
	await listener.call.hearsSilence();
	const baresip = await startBaresip(t, `sip:8001@127.0.0.1:${box.sip.udp}`);
	await box.participant('baresip', {withinMs: 15_000});
	await listener.call.hears(440, {withinMs: 10_000});
	t.is((await box.room('8001')).participants.length, 2);
	baresip.send('/quit');
	await baresip.ended(10_000);
});

/** baresip with a sine of 440 Hz for a microphone, dialling at once. */
async function startBaresip(t: ExecutionContext, uri: string): Promise<LineProcess> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-baresip-'));
	await writeFile(join(folder, 'accounts'), '<sip:baresip@127.0.0.1>;regint=0\n');
	await writeFile(join(folder, 'config'), [
		'module_path /usr/lib/baresip/modules', 'sip_listen 127.0.0.1:0', 'audio_source ausine,440', 'audio_player aubridge,null', 'audio_alert aubridge,null',
		'net_interface 127.0.0.1', 'module account.so', 'module opus.so', 'module ausine.so', 'module aubridge.so', 'module stdio.so', 'module_app menu.so', '',
	].join('\n'));
	await writeFile(join(folder, 'contacts'), '');
	const baresip = new LineProcess(['baresip', '-f', folder, '-e', `/dial ${uri}`], {name: 'baresip', onLine: () => undefined});
	t.teardown(async () => {
		baresip.kill('SIGTERM');
		await baresip.ended(10_000).finally(() => rm(folder, {recursive: true, force: true}));
	});
	return baresip;
}
