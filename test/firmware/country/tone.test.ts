import test from 'ava';
import {parseTone, type Tone, type ToneStretch} from '../../../firmware/country/index.js';

const sound = (frequenciesHz: number[], ms: number | null, more: Partial<ToneStretch> = {}): ToneStretch => ({frequenciesHz, modulationHz: null, weaker: false, ms, ...more});
const silence = (ms: number | null) => sound([], ms);

const isUnderstood = test.macro({
	exec(t, text: string, tone: Partial<Tone>) {
		t.deepEqual(parseTone(text), {once: [], repeated: [], ...tone});
	},
	title: (_, text: string) => `exchange's tone "${text}" is understood`,
});

test(isUnderstood, '350+440', {repeated: [sound([350, 440], null)]});
test(isUnderstood, '480+620/500,0/500', {repeated: [sound([480, 620], 500), silence(500)]});
test(isUnderstood, '!950/330,!1400/330,0', {once: [sound([950], 330), sound([1400], 330)], repeated: [silence(null)]});
test(isUnderstood, '!400/100!0/100,400', {once: [sound([400], 100), silence(100)], repeated: [sound([400], null)]});
test(isUnderstood, '425*24/400,0/200', {repeated: [sound([425], 400, {modulationHz: 24}), silence(200)]});
test(isUnderstood, '400+15/1000,0/2000', {repeated: [sound([400], 1000, {modulationHz: 15}), silence(2000)]});
test(isUnderstood, '425/375,425@/375', {repeated: [sound([425], 375), sound([425], 375, {weaker: true})]});
test(isUnderstood, '950/0,0/325,950/325', {repeated: [silence(325), sound([950], 325)]});
test(isUnderstood, '350+375+400', {repeated: [sound([350, 375, 400], null)]});

const isRefused = test.macro({
	exec(t, text: string, problem: RegExp) {
		const tone = parseTone(text);
		t.regex('problem' in tone ? tone.problem : '', problem);
	},
	title: (_, text: string) => `exchange's tone "${text}" is refused with the reason`,
});

test(isRefused, '', /"" is no stretch/);
test(isRefused, '350+', /"350\+" is no stretch/);
test(isRefused, '350/', /"350\/" is no stretch/);
test(isRefused, '350/100,', /"" is no stretch/);
test(isRefused, '1000/400,10000/400', /"10000" has a frequency outside of 200 to 3400 Hz/);
test(isRefused, '15/400', /"15" has a frequency outside/);
test(isRefused, '350/600001', /lasts longer than 600 seconds/);
test(isRefused, '350/0', /needs a stretch that lasts/);
test(isRefused, '350-440', /is no stretch/);
