import type {KeypadFunction, Language, Role, Settings} from '../contract/index.js';
import {sayKeys, sayNumber, type Sentence} from '../prompts/index.js';
import type {Sound} from '../call/index.js';
import {needsLeader} from './keypad.js';

const sentenceOf: Record<KeypadFunction, Sentence> = {
	mute: 'menu-mute', count: 'menu-count', quieter: 'menu-quieter', louder: 'menu-louder',
	mouthQuieter: 'menu-mouth-quieter', mouthLouder: 'menu-mouth-louder', hand: 'menu-hand', lock: 'menu-lock', muteAll: 'menu-mute-all',
	lecture: 'menu-lecture', giveFloor: 'menu-give-floor', record: 'menu-record', ejectLast: 'menu-eject-last', end: 'menu-end', menu: 'menu-menu',
};

/** The menu as this caller may use it: a leader hears the leader functions too. */
export function menuSpeech(codes: Settings['keypad'], role: Role): Sound[] {
	return (Object.keys(sentenceOf) as KeypadFunction[])
		.filter(name => codes[name] !== '' && (role === 'leader' || !needsLeader(name)))
		.flatMap((name): Sound[] => [sentenceOf[name], ...sayKeys(codes[name]), {silenceMs: 400}]);
}

/** Tells a muted caller so, and how to be heard again; the sentence that comes first says why. */
export function mutedSpeech(codes: Settings['keypad'], first: Sound): Sound[] {
	const told: Sound[] = first === 'recording-on' ? [first, 'you-are-muted'] : [first];
	return codes.mute === '' ? told : [...told, 'to-unmute-press', ...sayKeys(codes.mute)];
}

/** Tells a listener of a lecture so, and how to be given the floor. */
export function lectureSpeech(codes: Settings['keypad'], first: Sound): Sound[] {
	const told: Sound[] = first === 'recording-on' ? [first, 'lecture-on'] : [first];
	return codes.hand === '' ? told : [...told, 'to-ask-press', ...sayKeys(codes.hand)];
}

export function countSpeech(language: Language, count: number): Sound[] {
	return count === 1 ? ['only-person'] : ['there-are', ...sayNumber(language, count), 'participants'];
}
