import {statfs} from 'node:fs/promises';
import {createApi, startHttp} from './api/index.js';
import {Calls} from './call/index.js';
import {Configuration, seedDemo} from './configuration.js';
import type {DomainEvent, Language, RecordingId} from './contract/index.js';
import {ivrStage, PinThrottle} from './ivr/index.js';
import {SipLegs, type LegSignal} from './legs/index.js';
import type {Clock} from './lib/clock.js';
import {Emitter} from './lib/emitter.js';
import type {Log} from './lib/log.js';
import {Lifecycle} from './lifecycle.js';
import {engineOptions, openMedia, type Media, type MediaEvent} from './media/index.js';
import {cacheFolder, musicFiles, promptFiles} from './prompts/index.js';
import {Recorder} from './recorder/index.js';
import {Rooms} from './room/index.js';
import {openStore, type Store} from './store/index.js';

/** The outside world of a box; production and tests differ only in this. */
export type World = {
	readonly clock: Clock;
	readonly log: Log;
	readonly dataDir: string;
	/** Address that SIP, RTP and HTTP listen on. */
	readonly address: string;
	/** 0 picks a free port. */
	readonly httpPort: number;
	/** For UDP and TCP, in place of the settings'; 0 picks free ones. */
	readonly sipPort: number | undefined;
	readonly demo: boolean;
	/** The built page; null when there is none. */
	readonly webuiDir: string | null;
	readonly environment: {XDG_CACHE_HOME?: string | undefined; HOME?: string | undefined};
	readonly version: string;
};

export type Appliance = {
	readonly httpPort: number;
	readonly sipPorts: {udp: number | null; tcp: number | null; tls: number | null};
	readonly store: Store;
	/** Path of a link that logs in as an admin, once. */
	createLogInPath(): string;
	stop(): Promise<void>;
};

const languages: readonly Language[] = ['en', 'fr', 'de', 'es', 'it'];
const stopPartMs = 5000;
const dayMs = 24 * 3_600_000;

/** Starts every part of the box in order. When one fails, those that run are stopped again and its error is thrown. */
export async function startAppliance(world: World): Promise<Appliance> {
	const lifecycle = new Lifecycle(world.log);
	try {
		return await start(world, lifecycle);
	} catch (error) {
		await lifecycle.stop(stopPartMs);
		throw error;
	}
}

async function start(world: World, lifecycle: Lifecycle): Promise<Appliance> {
	const {clock, log, address} = world;
	const store = await openStore({dataDir: world.dataDir, log, clock});
	lifecycle.started('store', () => store.close());
	if (world.demo) await seedDemo(store);
	const configuration = await Configuration.read(store);
	const events = new Emitter<DomainEvent>(error => log.error({err: error}, 'a listener of events failed'));
	const media = openMedia(log);
	const parts = assemble(world, {store, configuration, events, media});

	startMedia(world, media, configuration);
	lifecycle.started('media', () => media.stop(stopPartMs / 2));
	lifecycle.started('recordings', () => parts.recorder.settled());
	lifecycle.started('calls', async () => {
		parts.rooms.stop();
		await parts.calls.stop('box-stopped');
	});
	lifecycle.started('history', deleteHistoryDaily(world, store));
	let ready = true;
	const {api, startedAt} = createBoxApi(world, {store, configuration, events, media, parts, ready: () => ready});
	const http = await startHttp({api, address, port: world.httpPort});
	lifecycle.started('http', async () => {
		ready = false;
		await http.close();
	});
	log.info({http: http.port, sip: media.ports(), startedAt}, 'ready');
	return {
		httpPort: http.port,
		sipPorts: media.ports(),
		store,
		createLogInPath: () => api.createLoginLink('admin').path,
		stop: () => lifecycle.stop(stopPartMs),
	};
}

type Foundation = {store: Store; configuration: Configuration; events: Emitter<DomainEvent>; media: Media};
type Parts = {rooms: Rooms; recorder: Recorder; calls: Calls};

/** The parts of the call path, connected. */
function assemble({clock, log, dataDir}: World, {store, configuration, events, media}: Foundation): Parts {
	const {settings, conferences} = configuration;
	const tell = (event: DomainEvent) => events.emit(event);
	const report = (error: unknown) => log.error({err: error}, 'could not be kept');
	const freeBytes = async () => {
		const {bavail, bsize} = await statfs(dataDir);
		return bavail * bsize;
	};
	const recorder = new Recorder({audio: media, table: store.recordings, freeBytes, clock, settings, tell, report});
	const rooms = new Rooms({audio: media, recorder, clock, settings, tell, conferences});
	const throttle = new PinThrottle(clock);
	const ivr = ivrStage({
		clock, settings, conferences, throttle, numbers: rooms.numbers,
		refused: (leg, conference, throttled) => {
			log.warn({call: leg.id, number: leg.caller.number, source: leg.caller.source, conference, throttled}, 'wrong PIN');
			tell({kind: 'pin.refused', at: clock.now().toISOString(), call: leg.id, conference, throttled});
		},
	});
	const calls = new Calls({
		ivr, room: rooms.stage, clock, tell,
		plan: () => ({conferences: conferences(), portal: settings().entry.portal}),
		keep: record => void store.calls.put(record).catch(report),
		routed: (leg, rule) => log.info({call: leg.id, rule: rule ?? 'none'}, 'routed'),
		failed: (leg, error) => log.error({err: error, call: leg.id}, 'a call failed'),
	});
	const legs = new SipLegs({media, clock, log, language: () => settings().box.language, onLeg: leg => calls.take(leg)});
	media.subscribe(event => follow(event, {legs, tell, clock, log}));
	return {rooms, recorder, calls};
}

type Followers = {legs: SipLegs; tell: (event: DomainEvent) => void; clock: Clock; log: Log};

/** What the engine tells goes to the legs, or is news for everybody. */
function follow(event: MediaEvent, {legs, tell, clock, log}: Followers): void {
	const at = clock.now().toISOString();
	switch (event.kind) {
		case 'levels': return tell({kind: 'levels', at, participants: Object.fromEntries(event.seats)});
		case 'flood': return tell({kind: 'alarm', at, code: 'sip-flood', message: `${event.dropped} calls from ${event.address} were dropped: too many a second.`, active: true});
		case 'overflow': return log.error({dropped: event.dropped}, 'native events were lost');
		case 'answered': return;
		default: return legs.take(event satisfies LegSignal);
	}
}

function startMedia({address, sipPort, environment}: World, media: Media, {settings}: Configuration): void {
	const prompts = promptFiles(languages, cacheFolder(environment)).map(({name, path}) => ({name, path}));
	media.start(engineOptions(settings(), {address, sipPort}, {prompts, music: musicFiles()}));
}

function deleteHistoryDaily({clock, log}: World, store: Store): () => void {
	let cancel: () => void;
	const run = () => {
		store.deleteOldHistory().catch((error: unknown) => log.error({err: error}, 'old history could not be deleted'));
		cancel = clock.after(dayMs, run);
	};
	run();
	return () => cancel();
}

type Finished = Foundation & {parts: Parts; ready: () => boolean};

function createBoxApi({clock, log, version, webuiDir}: World, {store, configuration, events, media, parts: {rooms, calls}, ready}: Finished) {
	const startedAt = clock.now().toISOString();
	const tell = (event: DomainEvent) => events.emit(event);
	const now = () => clock.now().toISOString();
	const api = createApi({
		store, events, clock, log, webuiDir,
		live: {
			rooms: () => rooms.rooms(),
			calls: () => calls.live(),
			setParticipant: (id, change) => rooms.setParticipant(id, change),
			disconnect(id) {
				const done = rooms.disconnect(id);
				if (done.ok) return done;
				return calls.move(id, {kind: 'hangup', outcome: 'disconnected', say: ['disconnected']}) ? {ok: true} : done;
			},
			setRoom: (id, change) => rooms.setRoom(id, change),
			startRecording: id => rooms.startRecording(id),
			stopRecording: id => rooms.stopRecording(id),
			endRoom: id => rooms.endRoom(id),
		},
		box: {
			health: () => ready() ? {ready: true, why: ''} : {ready: false, why: 'The box is stopping.'},
			info: () => ({name: configuration.settings().box.name, version, startedAt, ports: media.ports(), engine: media.stats()}),
		},
		changes: {
			conferenceCreated(conference) {
				configuration.put(conference);
				tell({kind: 'conference.changed', at: now(), conference: conference.id});
			},
			conferenceChanged(conference) {
				configuration.put(conference);
				rooms.conferenceChanged(conference);
				tell({kind: 'conference.changed', at: now(), conference: conference.id});
			},
			conferenceDeleted(conference) {
				configuration.remove(conference);
				rooms.conferenceDeleted(conference.id);
				tell({kind: 'conference.deleted', at: now(), conference: conference.id});
			},
			settingsChanged(settings) {
				configuration.setSettings(settings);
				tell({kind: 'settings.changed', at: now()});
			},
			recordingDeleted: (id: RecordingId) => tell({kind: 'recording.deleted', at: now(), recording: id}),
		},
	});
	return {api, startedAt};
}
