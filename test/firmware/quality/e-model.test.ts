import test from 'ava';
import {estimateMos, noiseImpairment} from '../../../firmware/quality/index.js';

const clean = {lossPercent: 0, delayMs: 60, noiseDbov: null};

const scored = test.macro((t, codec: string, change: Partial<{lossPercent: number; delayMs: number; noiseDbov: number}>, [least, most]: [number, number]) => {
	const mos = estimateMos(codec, {...clean, ...change});
	t.true(mos >= least && mos <= most, `scored ${mos}`);
});

// Of G.107, annex B: R = 93.2 is 4.41; of G.113 with Ie = 0 and Bpl = 25.1: 5 % loss leave R = 77.4, 10 % leave 66.1.
test('a clean G.711 call has the best score of the telephone', scored, 'pcma', {}, [4.4, 4.42]);
test('5 % loss of G.711 with concealment is still fair', scored, 'pcma', {lossPercent: 5}, [3.9, 3.95]);
test('10 % loss of G.711 with concealment is poor', scored, 'pcmu', {lossPercent: 10}, [3.39, 3.45]);
test('a call without a single packet is bad', scored, 'pcma', {lossPercent: 100}, [1, 1.4]);
// G.107, clause 7.4: 400 ms cost 24.1 points.
test('400 ms one way spoil a clean call', scored, 'pcma', {delayMs: 400}, [3.5, 3.6]);
test('a clean G.722 call is good', scored, 'g722', {}, [4.3, 4.4]);
test('a clean Opus call is the best of all', scored, 'opus', {}, [4.42, 4.5]);
test('a codec that nobody knows counts as G.711', scored, 'speex', {}, [4.4, 4.42]);
test('a call with a fan beside the phone is worse', scored, 'pcma', {noiseDbov: -45}, [3.2, 3.4]);

test('delay below 100 ms costs nothing, and more delay never costs less', t => {
	const scores = Array.from({length: 60}, (_, i) => estimateMos('pcma', {...clean, delayMs: i * 20}));
	t.is(scores[0], scores[5]);
	t.deepEqual(scores, scores.toSorted((a, b) => b - a));
});

test('noise as low as that of the line itself costs nothing', t => {
	t.is(noiseImpairment(-90), 0);
	t.true(noiseImpairment(-60) < 10);
	t.true(noiseImpairment(-40) > 25);
});
