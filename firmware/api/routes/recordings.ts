import {Type} from '@sinclair/typebox';
import {recordingUsage, recordingView, told, type ConferenceId, type RecordingId, type RecordingView, type UserId} from '../../contract/index.js';
import {isOf} from '../masking.js';
import type {ApiPorts} from '../ports.js';
import {empty, json, refused, route, type Answer, type Caller, type Route} from '../route.js';
import {idOf, paging} from './parameters.js';

const params = idOf<RecordingId>();
const query = Type.Object({
	...paging,
	conference: Type.Optional(Type.Unsafe<ConferenceId>(Type.String({maxLength: 64, description: 'id of a conference'}))),
}, {additionalProperties: false});
const waveformQuery = Type.Object({
	points: Type.Integer({minimum: 1, maximum: 4000, default: 600, description: 'stretches of equal length that the recording is divided into'}),
}, {additionalProperties: false});
const waveform = Type.Object({points: Type.Array(Type.Number({minimum: 0, maximum: 1}), {description: 'the peak of each stretch, 1 being full scale; fewer than asked for of a short recording'})});

/** An organizer has to do with the recordings of his own conferences and of nobody's; all others are not there for him. */
export function recordingRoutes({store, changes, waveforms}: Pick<ApiPorts, 'store' | 'changes' | 'waveforms'>): Route[] {
	const withRecording = async ({id, caller}: {id: RecordingId; caller: Caller}, act: (recording: RecordingView) => Promise<Answer> | Answer) => {
		const recording = await store.recordings.get(id);
		return recording === undefined || !maySee(caller, recording) ? missing : act(recording);
	};
	return [
		route({
			method: 'get', path: '/recordings', tag: 'Recordings', summary: 'Recordings, newest first; an organizer\'s own and nobody\'s', role: 'organizer',
			query, response: Type.Object({items: Type.Array(recordingView), next: Type.Union([Type.String(), Type.Null()])}),
			run: async ({query: {limit, cursor, conference}, caller}) => json(await store.recordings.list({conference, ...visibleTo(caller)}, {limit, cursor})),
		}),
		route({
			method: 'get', path: '/recordings/usage', tag: 'Recordings', role: 'organizer', response: Type.Array(recordingUsage),
			summary: 'How much space the recordings of each organizer take, and how much they may; an organizer\'s own and nobody\'s',
			run: async ({caller}) => json((await usageOf(store)).filter(usage => maySee(caller, usage))),
		}),
		route({
			method: 'get', path: '/recordings/:id', tag: 'Recordings', summary: 'What is known of a recording', role: 'organizer',
			params, response: recordingView,
			run: ({params: {id}, caller}) => withRecording({id, caller}, json),
		}),
		route({
			method: 'get', path: '/recordings/:id/audio', tag: 'Recordings', role: 'organizer', params, response: 'audio/ogg',
			summary: 'The audio: Opus in Ogg, whole or in ranges; of a running one what there is so far',
			run: ({params: {id}, caller}) => withRecording({id, caller}, recording =>
				({kind: 'file', folder: store.recordings.folder, name: `${id}.opus`, downloadName: downloadNameOf(recording), contentType: 'audio/ogg'})),
		}),
		route({
			method: 'get', path: '/recordings/:id/waveform', tag: 'Recordings', summary: 'What a recording looks like', role: 'organizer',
			params, query: waveformQuery, response: waveform,
			run: ({params: {id}, query: {points}, caller}) => withRecording({id, caller}, async ({state}) =>
				state === 'running' ? running : json({points: await waveforms.points(id, points)})),
		}),
		route({
			method: 'delete', path: '/recordings/:id', tag: 'Recordings', summary: 'Delete a recording and its audio', role: 'organizer',
			params, response: 'empty',
			run: ({params: {id}, caller}) => withRecording({id, caller}, async ({state}) => {
				if (state === 'running') return running;
				await store.recordings.delete(id);
				changes.recordingDeleted(id);
				return empty;
			}),
		}),
	];
}

const missing = refused('NOT_FOUND', 'There is no such recording.');
const running = refused('CONFLICT', told('recording-runs'));

const maySee = (caller: Caller, {organizer}: {organizer: UserId | null}): boolean => caller.role === 'admin' || organizer === null || isOf(caller, organizer);

function visibleTo(caller: Caller): {visibleTo?: UserId | null} {
	if (caller.role === 'admin') return {};
	return {visibleTo: caller.by === 'cookie' ? caller.user : null};
}

/** Of all who may organize, and of nobody where there are such recordings. */
async function usageOf(store: ApiPorts['store']) {
	const [used, users] = await Promise.all([store.recordings.usage(), store.users.list()]);
	const bytesOf = (id: UserId | null) => used.find(({organizer}) => organizer === id)?.bytes ?? 0;
	const organizers = users.filter(({role}) => role !== 'user').map(({id, name, recordingQuotaMegabytes}) =>
		({organizer: id, name, bytes: bytesOf(id), quotaBytes: recordingQuotaMegabytes * 1e6}));
	return [...organizers, ...(bytesOf(null) > 0 ? [{organizer: null, name: '', bytes: bytesOf(null), quotaBytes: null}] : [])];
}

/** Where and when, so that it sorts in a folder: "conference-8000-2026-01-05-0900.opus", in UTC. */
function downloadNameOf({extension, number, startedAt}: RecordingView): string {
	const minute = startedAt.slice(0, 16).replace('T', '-').replace(':', '');
	return ['conference', extension, ...(number === null ? [] : [number]), minute].join('-') + '.opus';
}
