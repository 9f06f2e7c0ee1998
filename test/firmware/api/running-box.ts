import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pino} from 'pino';
import {AuditTrail, createApi, startHttp, type ActiveAlarm, type Api, type ApiPorts, type ConfigurationChanges} from '../../../firmware/api/index.js';
import type {AccessRole, BoardView, DomainEvent} from '../../../firmware/contract/index.js';
import {Emitter} from '../../../firmware/lib/emitter.js';
import {BackupProcesses} from '../../../firmware/appliance/backup-processes.js';
import {openStore, type Store} from '../../../firmware/store/index.js';
import {ManualClock} from '../../support/manual-clock.js';
import {FakeLines, FakePhones} from './fake-lines.js';
import {FakeRooms} from './fake-rooms.js';
import {FakeSip} from './fake-sip.js';
import {FakeCertificates, FakeSystem} from './fake-system.js';

type Teardown = {teardown(end: () => Promise<void>): void};
export type Answer = {status: number; headers: Headers; body: unknown; text: string};
export type Request = {body?: unknown; raw?: string; token?: string; headers?: Record<string, string>};

/** Who can log in at a box that is not fresh. */
export const admin = {name: 'admin', password: 'Open-Sesame-9'} as const;
const database = 'partyline.db';
let template: Promise<Buffer> | undefined;

/** The database of a box that has its admin; made once, because hashing a password takes its time. */
function setUpDatabase(): Promise<Buffer> {
	return template ??= makeDatabase();
}

async function makeDatabase(): Promise<Buffer> {
	const dataDir = await mkdtemp(join(tmpdir(), 'partyline-api-'));
	const store = await openStore({dataDir, log: pino({level: 'silent'}), clock: new ManualClock()});
	await store.users.create({...admin, role: 'admin'});
	await store.close();
	const made = await readFile(join(dataDir, database));
	await rm(dataDir, {recursive: true, force: true});
	return made;
}

/** A real store and a real HTTP server on a free port; what is live is a fake. */
export class RunningBox {
	readonly rooms = new FakeRooms();
	readonly lines = new FakeLines();
	readonly phones = new FakePhones();
	readonly sip = new FakeSip();
	readonly system = new FakeSystem();
	readonly certificates = new FakeCertificates();
	readonly alarms: ActiveAlarm[] = [];
	readonly clock = new ManualClock();
	readonly events = new Emitter<DomainEvent>(error => {
		throw error;
	});
	/** What the appliance was told, in order. */
	readonly told: string[] = [];
	/** All that was logged, as text. */
	readonly logged: string[] = [];
	health = {ready: true, why: ''};
	/** What `/readyz` and `/metrics` say, and the statuses that were answered. */
	readonly watched = {reasons: [] as string[], metrics: undefined as string | undefined, answered: [] as number[]};
	readonly dataDir: string;
	store!: Store;
	api!: Api;
	origin = '';
	#audit: AuditTrail | undefined;
	#close: () => Promise<void> = async () => undefined;
	readonly #tokens = new Map<AccessRole, string>();
	readonly #webuiDir: string | null;

	private constructor(dataDir: string, webuiDir: string | null) {
		this.dataDir = dataDir;
		this.#webuiDir = webuiDir;
	}

	/** Closed, and its folder removed, after the test. It has `admin`, unless it is fresh: then it is to be set up. */
	static async start(t: Teardown, {webuiDir = null, fresh = false}: {webuiDir?: string | null; fresh?: boolean} = {}): Promise<RunningBox> {
		const dataDir = await mkdtemp(join(tmpdir(), 'partyline-api-'));
		if (!fresh) await writeFile(join(dataDir, database), await setUpDatabase());
		const box = new RunningBox(dataDir, webuiDir);
		await box.start();
		t.teardown(async () => {
			await box.stop();
			await rm(dataDir, {recursive: true, force: true});
		});
		return box;
	}

	async start(): Promise<void> {
		const log = pino({level: 'trace'}, {write: (line: string) => void this.logged.push(line)});
		this.store = await openStore({dataDir: this.dataDir, log, clock: this.clock});
		const {store, clock, events, rooms: live, lines, sip, phones: simulator, system, certificates} = this;
		const audit = this.#audit = new AuditTrail({table: store.audit, clock, log, tell: event => events.emit(event)});
		const ports: ApiPorts = {waveforms: {points: async (_, count) => Array<number>(count).fill(0.5)}, system, certificates, audit, store, clock, events, live, lines, sip, simulator, log, changes: this.#changes(), box: this.#box(), watching: this.#watching(), webuiDir: this.#webuiDir, backups: new BackupProcesses(this.dataDir, log)};
		this.api = createApi(ports);
		const server = await startHttp({api: this.api, address: '127.0.0.1', port: 0});
		this.origin = `http://127.0.0.1:${server.port}`;
		this.#close = () => server.close();
	}

	async stop(): Promise<void> {
		await this.#close();
		await this.#audit?.settled();
		await this.store.close();
	}

	/** A token of this role. */
	async token(role: AccessRole): Promise<string> {
		const known = this.#tokens.get(role);
		if (known !== undefined) return known;
		const {token} = await this.store.tokens.create({name: `test ${role}`, role, expiresAt: null});
		this.#tokens.set(role, token);
		return token;
	}

	/** As an admin, unless told otherwise; `path` is below /api/v1 unless it says so itself. */
	async ask(method: string, path: string, {body, raw, token, headers = {}}: Request = {}): Promise<Answer> {
		const authorization = token ?? await this.token('admin');
		const response = await fetch(this.origin + (/^\/(api|healthz|readyz|metrics)/.test(path) ? path : `/api/v1${path}`), {
			method,
			headers: {
				...(authorization === '' ? {} : {authorization: `Bearer ${authorization}`}),
				...(body === undefined && raw === undefined ? {} : {'content-type': 'application/json'}),
				...headers,
			},
			...(body === undefined && raw === undefined ? {} : {body: raw ?? JSON.stringify(body)}),
		});
		const text = await response.text();
		return {status: response.status, headers: response.headers, text, body: isJson(response) && text !== '' ? JSON.parse(text) : undefined};
	}

	#changes(): ConfigurationChanges {
		const tell = (what: string) => void this.told.push(what);
		return {
			conferenceCreated: ({extension}) => tell(`created ${extension}`),
			conferenceChanged: ({extension}) => tell(`changed ${extension}`),
			conferenceDeleted: ({extension}) => tell(`deleted ${extension}`),
			settingsChanged: ({box}) => tell(`settings of ${box.name}`),
			usersChanged: () => tell('users'),
			recordingDeleted: id => tell(`recording ${id}`),
			lineChanged: (id, config) => this.lines.configure(id, config),
			spanChanged: (id, config) => this.lines.configureSpan(id, config),
			trunkChanged: trunk => this.sip.putTrunk(trunk),
			trunkDeleted: id => this.sip.removeTrunk(id),
			sipPhoneChanged: phone => this.sip.putPhone(phone),
			sipPhoneDeleted: id => this.sip.removePhone(id),
			routeChanged: (_id, route) => tell(route ? `route ${route.prefix}` : 'route deleted'),
		};
	}

	#watching(): ApiPorts['watching'] {
		const {watched} = this;
		return {
			reasons: async () => watched.reasons,
			metrics: async () => watched.metrics === undefined ? undefined : {contentType: 'text/plain; version=0.0.4; charset=utf-8', text: watched.metrics},
			answered: status => void watched.answered.push(status),
		};
	}

	#box(): ApiPorts['box'] {
		const shard = {ticks: 1, lateTicks: 0, seats: 0, rooms: 0, tickP50Us: 1, tickP99Us: 2, tickMaxUs: 3, faults: 0};
		return {
			health: () => this.health,
			countries: () => [{code: 'de', name: 'Germany'}],
			board: () => board,
			alarms: () => this.alarms,
			info: () => ({
				name: 'Office', version: '1.2.3', startedAt: '2026-01-05T08:00:00.000Z', ports: {udp: 5060, tcp: 5060, tls: null},
				engine: {legs: 0, shards: [shard], eventsQueued: 0, eventsDropped: 0},
			}),
		};
	}
}

const board: BoardView = {
	state: 'none', detail: '', model: '', firmware: '', relaysHeld: null, temperatureCelsius: null, supplyVolts: null, faults: [], board: null,
	link: {received: 0, damaged: 0, discardedBytes: 0, repeated: 0, sentAgain: 0, refused: 0, lost: 0},
};

function isJson(response: Response): boolean {
	return response.headers.get('content-type')?.includes('json') ?? false;
}
