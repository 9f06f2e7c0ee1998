import {Type} from '@sinclair/typebox';
import {recordingView, type ConferenceId, type RecordingId, type RecordingView} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {empty, json, refused, route, type Route} from '../route.js';
import {idOf, paging} from './parameters.js';

const params = idOf<RecordingId>();
const query = Type.Object({
	...paging,
	conference: Type.Optional(Type.Unsafe<ConferenceId>(Type.String({maxLength: 64, description: 'id of a conference'}))),
}, {additionalProperties: false});

export function recordingRoutes({store, changes}: Pick<ApiPorts, 'store' | 'changes'>): Route[] {
	return [
		route({
			method: 'get', path: '/recordings', tag: 'Recordings', summary: 'Recordings, newest first', role: 'organizer',
			query, response: Type.Object({items: Type.Array(recordingView), next: Type.Union([Type.String(), Type.Null()])}),
			run: async ({query: {limit, cursor, conference}}) => json(await store.recordings.list({conference}, {limit, cursor})),
		}),
		route({
			method: 'get', path: '/recordings/:id', tag: 'Recordings', summary: 'What is known of a recording', role: 'organizer',
			params, response: recordingView,
			async run({params}) {
				const recording = await store.recordings.get(params.id);
				return recording === undefined ? missing : json(recording);
			},
		}),
		route({
			method: 'get', path: '/recordings/:id/audio', tag: 'Recordings', role: 'organizer', params, response: 'audio/ogg',
			summary: 'The audio: Opus in Ogg, whole or in ranges; of a running one what there is so far',
			async run({params}) {
				const recording = await store.recordings.get(params.id);
				if (recording === undefined) return missing;
				return {kind: 'file', folder: store.recordings.folder, name: `${recording.id}.opus`, downloadName: downloadNameOf(recording), contentType: 'audio/ogg'};
			},
		}),
		route({
			method: 'delete', path: '/recordings/:id', tag: 'Recordings', summary: 'Delete a recording and its audio', role: 'organizer',
			params, response: 'empty',
			async run({params}) {
				const recording = await store.recordings.get(params.id);
				if (recording === undefined) return missing;
				if (recording.state === 'running') return refused('CONFLICT', 'This recording is still running; stop it first.');
				await store.recordings.delete(params.id);
				changes.recordingDeleted(params.id);
				return empty;
			},
		}),
	];
}

const missing = refused('NOT_FOUND', 'There is no such recording.');

/** Where and when, so that it sorts in a folder: "conference-8000-2026-01-05-0900.opus", in UTC. */
function downloadNameOf({extension, number, startedAt}: RecordingView): string {
	const minute = startedAt.slice(0, 16).replace('T', '-').replace(':', '');
	return ['conference', extension, ...(number === null ? [] : [number]), minute].join('-') + '.opus';
}
