import {randomBytes} from 'node:crypto';
import {Type} from '@sinclair/typebox';
import type {Clock} from '../../lib/clock.js';
import type {ApiPorts} from '../ports.js';
import {answerOf, created, refused, route, type Route} from '../route.js';

const wanted = Type.Object({
	recordings: Type.Boolean({default: false, title: 'Recordings', description: 'With the audio of all recordings.'}),
	passphrase: Type.Union([Type.String({minLength: 8, maxLength: 200}), Type.Null()], {
		default: null, title: 'Passphrase', description: 'Encrypts the file; at least 8 characters. Empty: whoever has the file can read it.', secret: true,
	}),
}, {additionalProperties: false});
const params = Type.Object({id: Type.String({pattern: '^[A-Za-z0-9_-]{20,40}$'})});

type Wanted = {recordings: boolean; passphrase: string | null};

export function backupRoutes({backups, box, clock}: Pick<ApiPorts, 'backups' | 'box' | 'clock'>): Route[] {
	const asked = createTickets<Wanted>(clock);
	return [
		route({
			method: 'post', path: '/backups', tag: 'Backup', role: 'admin', body: wanted,
			summary: 'Ask for a backup; the answer tells where it can be fetched, once, within five minutes',
			response: Type.Object({path: Type.String()}),
			async run({body}) {
				const ready = await backups.ready();
				return ready.ok ? created({path: `/api/v1/backups/${asked.put(body)}`}) : answerOf(ready);
			},
		}),
		route({
			method: 'get', path: '/backups/:id', tag: 'Backup', role: 'admin', params, response: 'application/octet-stream',
			summary: 'Fetch a backup that was asked for: settings, users, conferences, history, certificates, and recordings by choice',
			async run({params}) {
				const options = asked.take(params.id);
				if (!options) return refused('NOT_FOUND', 'This backup was fetched already, or asked for too long ago; ask for it again.');
				const made = await backups.make(options);
				if (!made.ok) return answerOf(made);
				const day = clock.now().toISOString().slice(0, 10);
				const name = `${fileNameOf(box.info().name)}-${day}.partyline${options.passphrase === null ? '' : '.age'}`;
				return {kind: 'download', name, contentType: 'application/octet-stream', content: made.content};
			},
		}),
	];
}

const ticketMs = 5 * 60_000;
const mostTickets = 20;

/** A download is a link that a browser follows, which can't carry a passphrase: it is left here for it. */
function createTickets<T>(clock: Clock) {
	const open = new Map<string, {value: T; untilMs: number}>();
	return {
		put(value: T): string {
			const id = randomBytes(18).toString('base64url');
			const [oldest] = open.keys();
			if (oldest !== undefined && open.size >= mostTickets) open.delete(oldest);
			open.set(id, {value, untilMs: clock.monotonic() + ticketMs});
			return id;
		},
		take(id: string): T | undefined {
			const found = open.get(id);
			open.delete(id);
			return found !== undefined && clock.monotonic() < found.untilMs ? found.value : undefined;
		},
	};
}

const fileNameOf = (boxName: string) => boxName.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '').toLowerCase() || 'box';
