import type {PlayItem} from '../../addons/index.js';
import type {Sound} from '../call/index.js';
import type {Language} from '../contract/index.js';

type ToneName = Extract<Sound, {tone: string}>['tone'];

const tone = (frequenciesHz: readonly number[], ms: number, dbm0 = -18): PlayItem => ({kind: 'tone', frequenciesHz, dbm0, ms});
const silence = (ms: number): PlayItem => ({kind: 'silence', ms});

const box: Record<Exclude<ToneName, 'busy'>, readonly PlayItem[]> = {
	entry: [tone([523.25], 90), tone([783.99], 140)],
	exit: [tone([783.99], 90), tone([523.25], 140)],
	attention: [tone([1400], 200, -24)],
	beep: [tone([1000], 120)],
};

/** What a sound is to the mixer; a prompt is the recording of its language. `busy`: one period of the country's busy tone. */
export function playItems(sounds: readonly Sound[], {language, busy}: {language: Language; busy: readonly Sound[]}): PlayItem[] {
	return sounds.flatMap((sound): readonly PlayItem[] => {
		if (typeof sound === 'string') return [{kind: 'prompt', name: `${language}/${sound}`}];
		if ('silenceMs' in sound) return [silence(sound.silenceMs)];
		if ('frequenciesHz' in sound) return [tone(sound.frequenciesHz, sound.ms, sound.dbm0)];
		return sound.tone === 'busy' ? playItems(busy, {language, busy: []}) : box[sound.tone];
	});
}
