import test from 'ava';
import {loadEngine} from '../../addons/index.js';
import {offer, RawSip} from '../support/raw-sip.js';
import {localOptions} from './options.js';
import {SipPeer} from './sip-peer.js';
import {SipSide} from './sip-side.js';

const engine = loadEngine();
const side = new SipSide(engine);
const {rtp, ...options} = localOptions();
engine.start({...options, rtp: {...rtp, silenceTimeoutMs: 300}}, events => side.take(events));
test.after.always(() => engine.stop(3000));

test('a phone that sends nothing is told as silent for the time since its answer, however long it rang with early media', async t => {
	const [talking, ringing] = [new SipPeer(await RawSip.open(t, side.callee)), new SipPeer(await RawSip.open(t, side.callee))];
	const [answered, awaited] = [talking, ringing].map(({raw}) => side.call(`sip:8000@${raw.here}`)) as [number, number];
	const invite = await ringing.asked('INVITE');
	await ringing.answer(invite, 183, {body: offer(ringing.raw.address, 40_996)});
	await side.hearsOf(awaited, 'leg.alerting');
	await talking.accept(await talking.asked('INVITE'));
	await side.hearsOf(answered, 'leg.silent');
	await ringing.accept(invite, offer(ringing.raw.address, 40_996));
	await side.hearsOf(awaited, 'leg.silent');
	const told = side.events.all.flatMap(event => 'leg' in event && event.leg === awaited ? [event.kind] : []);
	t.deepEqual(told.filter(kind => kind === 'leg.answered' || kind === 'leg.silent'), ['leg.answered', 'leg.silent']);
});
