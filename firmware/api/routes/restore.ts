import {Type} from '@sinclair/typebox';
import {told, wayBack} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {answerOf, created, refused, route, type Answer, type Route} from '../route.js';
import type {Turns} from '../turns.js';

const id = Type.String({pattern: '^[A-Za-z0-9_-]{10,40}$'});
const params = Type.Object({id});
const facts = Type.Object({
	id, boxName: Type.String(), madeAt: Type.String({format: 'date-time'}), version: Type.String(), recordings: Type.Boolean(),
	users: Type.Integer({minimum: 0}), conferences: Type.Integer({minimum: 0}),
});
const restarting = Type.Object({
	restarts: Type.Boolean({description: 'the box starts again now; else the backup is put in place when somebody starts it again'}),
	wayBack,
});

/** Where a backup comes in: for an admin, and for anybody while nobody is one. */
type Door = Pick<Route, 'role' | 'tag' | 'beforeSetUp' | 'throttled'> & {path: string; who: string; refusal: () => Promise<Answer | undefined>};

/** A backup is checked whole, then agreed to by its id; so nobody gets another one in place than he was shown. */
export function restoreRoutes(ports: Pick<ApiPorts, 'backups' | 'system' | 'store'> & {inTurn: Turns}): Route[] {
	const {store: {users}} = ports;
	const setUpAlready = refused('CONFLICT', told('set-up-already'));
	const doors: Door[] = [
		{path: '/backups/restore', tag: 'Backup', role: 'admin', who: '', refusal: async () => undefined},
		{
			path: '/setup/restore', tag: 'First run', role: 'none', beforeSetUp: true, throttled: 'by-address', who: ', of a box that is not set up',
			refusal: async () => await users.hasAdmin() ? setUpAlready : undefined,
		},
	];
	const check = createCheck(ports);
	return doors.flatMap(door => [checkRoute(door, check), acceptRoute(door, ports)]);
}

type Check = (upload: Parameters<ApiPorts['backups']['check']>[0], passphrase: string | null) => Promise<Answer>;

function checkRoute({path, who, refusal, ...door}: Door, check: Check): Route {
	return route({
		...door, method: 'post', path, upload: true, response: facts,
		summary: `Send a backup, as it is; X-Partyline-Passphrase has its passphrase in Base64. It is checked whole, and nothing is changed yet${who}`,
		run: async ({upload, headers}) => await refusal() ?? check(upload, passphraseOf(headers['x-partyline-passphrase'])),
	});
}

function acceptRoute({path, who, refusal, throttled: _, ...door}: Door, {backups, system, inTurn}: Pick<ApiPorts, 'backups' | 'system'> & {inTurn: Turns}): Route {
	return route({
		...door, method: 'post', path: `${path}/:id`, params, response: restarting,
		summary: `Put the backup that was checked in place of all that the box has: it starts again${who}`,
		run: ({params}) => inTurn(async () => {
			const refused = await refusal();
			if (refused) return refused;
			const brought = await backups.accept(params.id);
			return brought ? created({restarts: system.restart().ok, wayBack: system.wayBack(brought)}) : unknown;
		}),
	});
}

const unknown = refused('NOT_FOUND', told('backup-not-checked'));

/** One at a time: each needs the disk and a process. */
function createCheck({backups}: Pick<ApiPorts, 'backups'>): Check {
	let isBusy = false;
	return async (upload, passphrase) => {
		if (isBusy) return refused('TOO_MANY_REQUESTS', told('backup-busy'));
		isBusy = true;
		try {
			const checked = await backups.check(upload, passphrase);
			return checked.ok ? created(checked.backup) : answerOf(checked);
		} finally {
			isBusy = false;
		}
	};
}

function passphraseOf(header: string | string[] | undefined): string | null {
	return typeof header === 'string' && header !== '' ? Buffer.from(header, 'base64').toString() : null;
}
