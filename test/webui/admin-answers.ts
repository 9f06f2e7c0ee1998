import {Value} from '@sinclair/typebox/value';
import {
	formSchemas, hideSecrets, settings as schema, type Conference, type Settings, type StaticConference, type SystemView, type TrunkView, type UserId,
} from '../../firmware/contract/index.js';
import {at, conferenceId, dialPlanEntry} from './builders.js';
import type {StandInBox} from './stand-in-box.js';

export function conference(id: string, changes: Partial<StaticConference> = {}): StaticConference {
	return {
		id: conferenceId(id), kind: 'static', extension: '8000', pin: '482913', leaderPin: null, description: 'Weekly review', organizer: null, participantLimit: null,
		record: 'on-demand', first: 'music', last: 'music', ends: 'when-empty', entryTone: 'tone', exitTone: 'tone', attentionToneSeconds: 0, ...changes,
	};
}

export const someConferences: readonly Conference[] = [
	conference('review', {leaderPin: '99001', language: 'de', organizer: 'u1' as UserId, record: 'always'}),
	conference('open', {extension: '8001', pin: null, description: 'Coffee corner'}),
	{
		id: conferenceId('free'), kind: 'dynamic', extension: '8500', description: 'At once', organizer: null, participantLimit: null, record: 'never', first: 'music', last: 'music',
		ends: 'when-empty', entryTone: 'tone', exitTone: 'tone', attentionToneSeconds: 0,
	},
];

const system: SystemView = {
	version: '0.1.0', parts: [], startedAt: at, storage: {totalBytes: 1, freeBytes: 1, recordingBytes: 0, databaseBytes: 0},
	memory: {totalBytes: 1, freeBytes: 1, processBytes: 1}, loadAverage: 0, processors: 2, temperatureCelsius: null, addresses: [], restartNeededFor: [], canRestart: true,
};

type Given = {conferences?: readonly Conference[]; settings?: (defaults: Settings) => Settings; system?: Partial<SystemView>; trunks?: readonly Pick<TrunkView, 'name' | 'enabled' | 'number'>[]};

/** Gives the box what the pages of its set-up ask for. */
export function answerAdmin(box: StandInBox, {conferences = someConferences, settings = same => same, system: changes = {}, trunks = []}: Given = {}): void {
	const answers: Record<string, object> = {
		'/conferences': conferences, '/trunks': trunks, '/settings/schema': schema, '/settings': hideSecrets(schema, settings(Value.Default(schema, {}) as Settings)), '/system': {...system, ...changes},
		'/users/names': [{id: 'u1', name: 'Ann'}, {id: 'u2', name: 'Bob'}], '/countries': [{code: 'de', name: 'Germany'}, {code: 'us', name: 'United States'}],
		'/dial-plan/free': {numbers: ['8002', '8003', '8004']},
		...Object.fromEntries(Object.entries(formSchemas).map(([name, form]) => [`/schemas/${name}`, form])),
	};
	for (const [path, answer] of Object.entries(answers)) box.answers.set(`GET ${path}`, answer);
	box.dialPlan = [
		...conferences.map(({id, kind, extension, description}) => dialPlanEntry(extension, {use: kind, conference: id, description})),
		dialPlanEntry('8888', {use: 'portal', conference: null}),
	];
	for (const entry of box.dialPlan) box.answers.set(`GET /dial-plan/${entry.number}`, {number: entry.number, free: false, entry});
	for (const number of ['8002', '8003', '8009']) box.answers.set(`GET /dial-plan/${number}`, {number, free: true, entry: null});
}
