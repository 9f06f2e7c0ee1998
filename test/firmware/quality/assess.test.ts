import test from 'ava';
import type {QualityCause} from '../../../firmware/contract/index.js';
import {assess, intervalOf, isNoticeable, type Measured, type PacketFigures, type SoundFigures} from '../../../firmware/quality/index.js';

const packets: PacketFigures = {received: 200, lost: 0, discarded: 0, jitterMs: 2, roundTripMs: 20, jitterBufferMs: 40};
const sound: SoundFigures = {noiseDbov: -70, speechDbov: -26, silentMs: 0};
const call: Measured = {codec: 'pcma', held: false, packets, sound};

type Change = {packets?: Partial<PacketFigures>; sound?: Partial<SoundFigures>; held?: boolean};
const caused = test.macro((t, change: Change, cause: QualityCause) => {
	const measured = {...call, held: change.held ?? false, packets: {...packets, ...change.packets}, sound: {...sound, ...change.sound}};
	t.is(assess(measured).cause, cause);
});

test('nothing spoils a clean call', caused, {}, 'none');
test('a packet lost now and then is not worth a word', caused, {packets: {received: 199, lost: 1}}, 'none');
test('every tenth packet lost spoils a call', caused, {packets: {received: 180, lost: 20}}, 'loss');
test('packets that come too late are jitter', caused, {packets: {received: 200, discarded: 20, jitterMs: 60}}, 'jitter');
test('a far satellite is delay', caused, {packets: {roundTripMs: 700}}, 'delay');
test('a fan is noise', caused, {sound: {noiseDbov: -42}}, 'noise');
test('a handset that gives back what it hears is echo', caused, {sound: {echo: {db: -18, delayMs: 120}}}, 'echo');
test('an echo that nobody hears is none', caused, {sound: {echo: {db: -45, delayMs: 120}}}, 'none');
test('one who shouts into the microphone is too loud', caused, {sound: {speechDbov: -8}}, 'too-loud');
test('one who sits far from the microphone is too quiet', caused, {sound: {speechDbov: -45}}, 'too-quiet');
test('noise that is taken for words is not too quiet', caused, {sound: {noiseDbov: -52, speechDbov: -45}}, 'none');
test('one from whom nothing comes for long is silent', caused, {sound: {silentMs: 25_000}}, 'silence');
test('the worst of two is told', caused, {packets: {received: 190, lost: 10}, sound: {noiseDbov: -30}}, 'noise');
test('a call on hold is spoilt by nothing', caused, {packets: {received: 100, lost: 100}, held: true}, 'none');

test('a clean call has its figures', t => {
	t.deepEqual(assess(call), {mos: 4.39, lossPercent: 0, jitterMs: 2, delayMs: 70, noiseDbov: -70, echoDb: null, cause: 'none'});
});

test('a phone that sends nothing while nobody speaks has no loss and no score', t => {
	t.like(assess({...call, packets: {...packets, received: 0}}), {mos: null, lossPercent: null, jitterMs: null});
});

test('of a far end without reports no delay is told, and the score is made without it', t => {
	t.like(assess({...call, packets: {...packets, roundTripMs: null}}), {delayMs: null, mos: 4.39});
});

test('a telephone line is scored by what is heard on it', t => {
	const quality = assess({...call, packets: null, sound: {...sound, noiseDbov: -40}});
	t.like(quality, {lossPercent: null, jitterMs: null, delayMs: null, cause: 'noise'});
	t.true((quality.mos ?? 5) < 4);
});

test('a call whose media does not run yet is not scored', t => {
	t.is(assess({codec: '', held: false, packets: null, sound: null}).mos, null);
});

test('loss is that of the last seconds, not of the whole call, and a stream that begins anew begins anew', t => {
	const counters = {rxPackets: 10_000, rxLost: 500, rxDiscarded: 0, rxJitterMs: 1, jitterBufferMs: 40};
	t.like(intervalOf(counters, {...counters, rxPackets: 10_200}), {received: 200, lost: 0});
	t.like(intervalOf(counters, {...counters, rxPackets: 50, rxLost: 2}), {received: 50, lost: 2});
	t.like(intervalOf(undefined, counters), {received: 10_000, lost: 500, roundTripMs: null});
});

test('only what an eye would care for is told anew', t => {
	const quality = assess(call);
	t.true(isNoticeable(undefined, quality));
	t.false(isNoticeable(quality, {...quality, jitterMs: 4, noiseDbov: -68}));
	t.true(isNoticeable(quality, {...quality, lossPercent: 1.5}));
	t.true(isNoticeable(quality, {...quality, echoDb: -20}));
	t.true(isNoticeable(quality, {...quality, cause: 'noise'}));
});
