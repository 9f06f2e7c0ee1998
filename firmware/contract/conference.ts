import {Type, type Static} from '@sinclair/typebox';
import type {ConferenceId, UserId} from './ids.js';
import {told, type Told} from './told.js';

/** What callers may dial: 2 to 15 digits (E.164 has 15 at most). */
export const extension = Type.String({
	pattern: '^[0-9]{2,15}$',
	title: 'Extension',
	description: 'The number that callers dial: 2 to 15 digits, used by nothing else on this box.',
	control: 'extension',
});

export const pin = Type.String({pattern: '^[0-9]{3,16}$', title: 'PIN', description: '3 to 16 digits.', control: 'pin'});

export const language = Type.Union(
	[Type.Literal('en'), Type.Literal('fr'), Type.Literal('de'), Type.Literal('es'), Type.Literal('it')],
	{title: 'Language', description: 'Language of the spoken prompts.'},
);
export type Language = Static<typeof language>;

const tone = Type.Union([Type.Literal('off'), Type.Literal('tone')]);

/** Options that static and dynamic conferences share. */
const options = {
	description: Type.String({maxLength: 200, default: '', title: 'Description', description: 'What this conference is for; shown in lists.'}),
	language: Type.Optional(language),
	organizer: Type.Union([Type.Unsafe<UserId>(Type.String()), Type.Null()], {
		default: null, title: 'Organizer', description: 'Whose quota its recordings count against, and who may change it beside the admins; empty: the box\'s own.', control: 'user',
	}),
	participantLimit: Type.Union([Type.Integer({minimum: 2, maximum: 1000}), Type.Null()], {
		default: null, title: 'Participant limit', description: 'Further callers hear that the conference is full. Empty: no limit but the box.',
	}),
	record: Type.Union([Type.Literal('never'), Type.Literal('on-demand'), Type.Literal('always')], {
		default: 'on-demand', title: 'Recording', description: 'Never, when the leader or the admin starts it, or whenever somebody is in.',
	}),
	first: Type.Union([Type.Literal('music'), Type.Literal('silence')], {
		default: 'music', title: 'First one in', description: 'What the first participant hears until the second comes.',
	}),
	last: Type.Union([Type.Literal('music'), Type.Literal('busy-tone')], {
		default: 'music', title: 'Last one left', description: 'Once there have been two: music, or busy tone and the end of the call.',
	}),
	ends: Type.Union([Type.Literal('when-empty'), Type.Literal('with-leader')], {
		default: 'when-empty', title: 'Ends', description: 'When the last one has left, or for all when its last leader hangs up.',
	}),
	entryTone: Type.Union(tone.anyOf, {default: 'tone', title: 'Entry tone', description: 'Heard by all when somebody comes in.'}),
	exitTone: Type.Union(tone.anyOf, {default: 'tone', title: 'Exit tone', description: 'Heard by all when somebody leaves.'}),
	attentionToneSeconds: Type.Integer({
		minimum: 0, maximum: 600, default: 0, title: 'Attention tone', description: 'A short tone every so many seconds while the conference runs; 0 is none.', unit: 'seconds',
	}),
};

export const staticConferenceInput = Type.Object({
	kind: Type.Literal('static'),
	extension,
	pin: Type.Union([pin, Type.Null()], {default: null, title: 'PIN', description: 'What participants key in; empty: no PIN.'}),
	leaderPin: Type.Union([pin, Type.Null()], {default: null, title: 'Leader PIN', description: 'Who keys this one in has the leader functions.'}),
	...options,
}, {additionalProperties: false});

export const dynamicConferenceInput = Type.Object({
	kind: Type.Literal('dynamic'),
	extension,
	...options,
}, {additionalProperties: false});

/** What an admin writes. `problems` says what the schema cannot. */
export const conferenceInput = Type.Union([staticConferenceInput, dynamicConferenceInput]);
export type ConferenceInput = Static<typeof conferenceInput>;
export type StaticConference = Static<typeof staticConferenceInput> & {id: ConferenceId};
export type DynamicConference = Static<typeof dynamicConferenceInput> & {id: ConferenceId};
export type Conference = StaticConference | DynamicConference;

const id = Type.Unsafe<ConferenceId>(Type.String());
const shownPin = Type.Union([Type.String(), Type.Null()], {description: 'null: none. Dots instead of the digits for all but admins.'});

/** A conference as the API shows it: with its id, and with PINs that are masked for all but admins. */
export const conferenceView = Type.Union([
	Type.Object({...staticConferenceInput.properties, id, pin: shownPin, leaderPin: shownPin}),
	Type.Object({...dynamicConferenceInput.properties, id}),
]);

/** What is wrong where: a JSON Pointer. */
export type Problem = Told & {path: string};

/** What the schema cannot say. The dial plan's conflicts are the dial plan's. */
export function conferenceProblems(conference: ConferenceInput): Problem[] {
	if (conference.kind === 'dynamic') return [];
	const {pin, leaderPin} = conference;
	if (leaderPin !== null && leaderPin === pin) {
		return [{path: '/leaderPin', ...told('pins-equal')}];
	}
	return [];
}
