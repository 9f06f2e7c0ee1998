/** Every sentence that the box can speak. A language's catalogue says for each which recording it is, or the words to make it from. */
export const sentences = [
	// At the door
	'enter-pin', 'wrong-pin', 'enter-conference-number', 'unknown-conference', 'choose-pin', 'pin-too-short', 'pin-set-to', 'no-pin-set',
	'goodbye', 'too-many-tries', 'try-again-later', 'not-in-service', 'locked', 'full', 'box-busy',
	// To somebody whom the box calls: the conference's number is spoken between the two
	'invited-to-conference', 'to-join-press-1', 'conference-over',
	// In the room
	'entering', 'only-person', 'muted', 'unmuted', 'you-are-muted', 'muted-by-leader', 'unmuted-by-leader', 'to-unmute-press',
	'locked-now', 'unlocked-now', 'all-muted', 'all-unmuted', 'recording-on', 'recording-off', 'recording-failed', 'recording-quota', 'recording-not-allowed',
	'disconnected', 'ended-by-leader', 'conference-deleted', 'box-stopping', 'leader-only', 'nobody-to-eject', 'ejected', 'there-are', 'participants', 'volume-changed',
	// Of lectures: the key that asks is spoken after 'to-ask-press'
	'lecture-on', 'lecture-off', 'to-ask-press', 'hand-raised', 'hand-lowered', 'hand-up', 'nobody-asks',
	'floor-given', 'floor-taken', 'floor-passed', 'floor-taken-back',
	// The menu: each sentence ends before the keys that are spoken after it ("To mute or unmute yourself, press …")
	'menu-mute', 'menu-menu', 'menu-count', 'menu-quieter', 'menu-louder', 'menu-mouth-quieter', 'menu-mouth-louder',
	'menu-hand', 'menu-lock', 'menu-mute-all', 'menu-lecture', 'menu-give-floor', 'menu-record', 'menu-eject-last', 'menu-end',
] as const;
export type Sentence = (typeof sentences)[number];

/** Keys as they are named aloud. */
export const keys = ['key-0', 'key-1', 'key-2', 'key-3', 'key-4', 'key-5', 'key-6', 'key-7', 'key-8', 'key-9', 'key-star', 'key-hash'] as const;
/** Parts of spoken numbers, put together by `sayNumber`. 'number-hundred' is one hundred when more follows, where that is another word. */
export const numbers = [
	...Array.from({length: 100}, (_, n) => `number-${n}` as const),
	...Array.from({length: 9}, (_, n) => `number-${(n + 1) * 100}` as const),
	'number-hundred',
] as const;

export type PromptId = Sentence | (typeof keys)[number] | `number-${number}` | 'number-hundred';
export const promptIds: readonly PromptId[] = [...sentences, ...keys, ...numbers];
