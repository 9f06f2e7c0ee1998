import {execFile} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import test from 'ava';
import {startBox} from '../support/box.js';
import {freshNumber, startCallers} from '../support/callers.js';
import {freeTcpPort} from '../support/free-port.js';
import {startPhone} from '../support/phone.js';

const folder = await mkdtemp(join(tmpdir(), 'partyline-certificate-'));
const [tlsCertificate, tlsKey] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', '/CN=partyline', '-keyout', tlsKey, '-out', tlsCertificate]);

const quiet = {kind: 'static', pin: null, first: 'silence', entryTone: 'off', exitTone: 'off'} as const;
const conferences = [{...quiet, extension: '8000'}, {...quiet, extension: '8001'}];
const tls = {tlsPort: await freeTcpPort(), tlsCertificate, tlsKey};
const [open, strict] = await Promise.all([
	startBox({conferences, settings: {sip: tls}}),
	startBox({conferences, settings: {sip: {srtp: 'required', rtpFirstPort: 14_000, rtpLastPort: 14_199}}}),
]);
test.after.always(async () => {
	await Promise.all([open.stop(), strict.stop()]);
	await rm(folder, {recursive: true, force: true});
});

test('a caller over TLS with SRTP and one without hear each other, and the API shows who is encrypted', async t => {
	const callers = await startCallers(t, open);
	const safe = await callers.enter('8000', {transport: 'tls', srtp: 'mandatory', codecs: ['PCMA']});
	const plain = await callers.enter('8000', {transport: 'udp', srtp: 'off', codecs: ['PCMA']});
	t.true((await safe.call.media()).encrypted);
	await safe.call.say(650);
	await plain.call.say(950);
	await plain.call.hears(650);
	await safe.call.hears(950);
	const {participants} = await open.room('8000');
	t.deepEqual(participants.map(({number, encrypted}) => [number, encrypted]), [[safe.number, true], [plain.number, false]]);
});

test('where encryption is required a call without it is refused, and one with it is taken', async t => {
	const phone = await startPhone(t, strict);
	const refused = await phone.call('8001', {number: freshNumber(), srtp: 'off'});
	const {status} = await refused.ended();
	t.true(status === 488 || status === 606, `refused with ${status}`);
	const callers = await startCallers(t, strict);
	const {call} = await callers.enter('8001', {srtp: 'mandatory'});
	t.true((await call.media()).encrypted);
});
