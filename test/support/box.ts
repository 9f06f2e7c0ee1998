import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {Value} from '@sinclair/typebox/value';
import {
	conferenceInput, fxoConfig, fxsConfig, modemConfig, settings as settingsSchema,
	type CallRecord, type Conference, type ConferenceInput, type DomainEvent, type DomainEventKind, type DomainEventOf, type LineConfig, type LineId,
	type ParticipantView, type RecordingView, type RoomView, type Settings,
} from '../../firmware/contract/index.js';
import {createLog} from '../../firmware/lib/log.js';
import {systemClock} from '../../firmware/lib/clock.js';
import {openStore} from '../../firmware/store/index.js';
import {EventReader} from './event-reader.js';
import type {WaitOptions} from './happenings.js';
import {LineProcess, type ProcessExit} from './line-process.js';

type DeepPartial<T> = {[K in keyof T]?: T[K] extends readonly unknown[] ? T[K] : T[K] extends object ? DeepPartial<T[K]> : T[K]};

export type BoxOptions = {
	/** What differs from the defaults. */
	settings?: DeepPartial<Settings>;
	/** What differs from the defaults of each. */
	conferences?: readonly (DeepPartial<ConferenceInput> & Pick<ConferenceInput, 'kind' | 'extension'>)[];
	/** What differs from the defaults of each, by the line's id. */
	lines?: Readonly<Record<string, Partial<LineConfig> & Pick<LineConfig, 'kind'>>>;
	/** An empty folder, or one that a box used before; a new one unless told. */
	dataDir?: string;
	/** Without an admin, as a box is before its set-up; otherwise it has `admin`. */
	fresh?: boolean;
	/** More words for the command line. */
	words?: readonly string[];
};

/** Who logs in at the pages of a box that is not fresh. */
export const admin = {name: 'admin', password: 'Open-Sesame-9'} as const;

type ReadyLine = {ready: true; http: number; sip: number; ports: {udp: number | null; tcp: number | null; tls: number | null}; token: string};

/** The box as a whole, in a process of its own, with ports and a data folder of its own. Stop it when the tests are over. */
export async function startBox(options: BoxOptions = {}): Promise<Box> {
	const dataDir = options.dataDir ?? await mkdtemp(join(tmpdir(), 'partyline-box-'));
	await prepareData(dataDir, options);
	const box = launchBox(dataDir, options.words);
	return Box.whenReady(box, dataDir);
}

const rangePorts = 200;
let ranges = 0;

/** Below the ports that the system picks itself; apart for boxes of one process, and mostly for those of several. */
function nextRtpRange(): number {
	return 20_000 + (process.pid * 7 + ranges++) % 60 * rangePorts;
}

const lineSchemas = {fxs: fxsConfig, fxo: fxoConfig, modem: modemConfig};

/** Settings, conferences and lines as an admin would have left them; no port but those of the command line is taken, unless told. */
export async function prepareData(dataDir: string, {settings = {}, conferences = [], lines = {}, fresh = false}: BoxOptions): Promise<void> {
	const store = await openStore({dataDir, log: createLog('silent'), clock: systemClock});
	try {
		const rtpFirstPort = nextRtpRange();
		const sip = {maxCalls: 90, rtpFirstPort, rtpLastPort: rtpFirstPort + rangePorts - 1, ...settings.sip};
		const network = {https: 'off', ...settings.network};
		const mqtt = {broker: 'off', ...settings.mqtt};
		await store.settings.write(Value.Parse(settingsSchema, {...settings, sip, network, mqtt}));
		if (!fresh) await store.users.create({...admin, role: 'admin'});
		for (const conference of conferences) await store.conferences.create(Value.Parse(conferenceInput, conference));
		for (const [id, config] of Object.entries(lines)) await store.lines.put(id as LineId, Value.Parse(lineSchemas[config.kind], config));
	} finally {
		await store.close();
	}
}

export type LaunchedBox = {process: LineProcess; ready: Promise<ReadyLine>};

/** Starts the process and nothing else: for a box that is meant to refuse. */
export function launchBox(dataDir: string, words: readonly string[] = []): LaunchedBox {
	let tell: (line: ReadyLine) => void;
	const said = new Promise<ReadyLine>(resolve => tell = resolve);
	const command = [process.execPath, resolve('build/firmware/main.js'), '--data', dataDir, '--listen', '127.0.0.1', '--http', '0', '--sip', '0', '--no-demo', '--ready-json', ...words];
	const box = new LineProcess(command, {
		name: 'the box', environment: {PARTYLINE_LOG: 'info'},
		onLine: line => {
			if (line.startsWith('{"ready":')) tell(JSON.parse(line) as ReadyLine);
		},
	});
	const ended = box.exit.then(({code, signal}): never => {
		throw new Error(`The box ended with ${code ?? signal} before it was ready:\n${box.errors}`);
	});
	const ready = Promise.race([said, ended]);
	ready.catch(() => undefined);
	return {process: box, ready};
}

export class Box {
	readonly address = '127.0.0.1';
	readonly dataDir: string;
	readonly httpPort: number;
	readonly sip: ReadyLine['ports'];
	readonly #process: LineProcess;
	readonly #token: string;
	readonly #events: EventReader;

	private constructor({process}: LaunchedBox, dataDir: string, {http, ports, token}: ReadyLine) {
		this.#process = process;
		this.dataDir = dataDir;
		this.httpPort = http;
		this.sip = ports;
		this.#token = token;
		this.#events = new EventReader(`${this.#origin}/api/v1/events`, token);
	}

	static async whenReady(launched: LaunchedBox, dataDir: string): Promise<Box> {
		const box = new Box(launched, dataDir, await launched.ready);
		await box.#events.open();
		return box;
	}

	get #origin(): string {
		return `http://127.0.0.1:${this.httpPort}`;
	}

	get pid(): number | undefined {
		return this.#process.pid;
	}

	/** Its log, the last 20,000 characters of it. */
	get log(): string {
		return this.#process.errors;
	}

	/** How many events there were so far: a place to wait from. */
	get eventCount(): number {
		return this.#events.events.all.length;
	}

	async request(method: string, path: string, body?: unknown): Promise<Response> {
		const headers = {Authorization: `Bearer ${this.#token}`, ...(body === undefined ? {} : {'Content-Type': 'application/json'})};
		return fetch(`${this.#origin}/api/v1${path}`, {method, headers, body: body === undefined ? null : JSON.stringify(body)});
	}

	/** The answer's body, when the box agreed. */
	async api<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
		const response = await this.request(method, path, body);
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
		return (text === '' ? undefined : JSON.parse(text)) as Answer;
	}

	async event<K extends DomainEventKind>(kind: K, matches: (event: DomainEventOf<K>) => boolean = () => true, options?: WaitOptions): Promise<DomainEventOf<K>> {
		const is = (event: DomainEvent): event is DomainEvent & DomainEventOf<K> => event.kind === kind && matches(event);
		return this.#events.events.waitFor(`the event ${kind}`, is, options);
	}

	/** The caller with this number, once he is in a room. */
	async participant(number: string, options?: WaitOptions): Promise<ParticipantView> {
		const {participant} = await this.event('participant.joined', event => event.participant.number === number, options);
		return participant;
	}

	/** How the call of this number ended, once it has. */
	async callRecord(number: string, options?: WaitOptions): Promise<CallRecord> {
		const {call} = await this.event('call.ended', event => event.call.number === number, options);
		return call;
	}

	async rooms(): Promise<RoomView[]> {
		return this.api('GET', '/rooms');
	}

	/** The live room of an extension; of a dynamic conference the one with this number. */
	async room(extension: string, number: string | null = null): Promise<RoomView> {
		const found = (await this.rooms()).find(room => room.extension === extension && room.number === number);
		if (found === undefined) throw new Error(`Nobody is in ${extension}`);
		return found;
	}

	async conference(extension: string): Promise<Conference> {
		const found = (await this.api<Conference[]>('GET', '/conferences')).find(conference => conference.extension === extension);
		if (found === undefined) throw new Error(`There is no conference ${extension}`);
		return found;
	}

	async recordings(): Promise<RecordingView[]> {
		return (await this.api<{items: RecordingView[]}>('GET', '/recordings')).items;
	}

	/** As systemd stops it: with SIGTERM. Resolves when it has ended; its data folder stays. */
	async halt(): Promise<ProcessExit> {
		this.#process.kill('SIGTERM');
		return this.#end();
	}

	/** As a power cut: with SIGKILL. */
	async kill(): Promise<void> {
		this.#process.kill('SIGKILL');
		await this.#end();
	}

	/** Ends it and deletes its data folder. */
	async stop(): Promise<void> {
		await this.halt();
		await rm(this.dataDir, {recursive: true, force: true});
	}

	async #end(): Promise<ProcessExit> {
		const exit = await this.#process.ended(15_000);
		await this.#events.close();
		return exit;
	}
}
