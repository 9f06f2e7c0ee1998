import {statfs} from 'node:fs/promises';
import {ActiveAlarms, FloodAlarm} from './alarms.js';
import {createApi, startHttp} from './api/index.js';
import {ControlBoard, noBoard} from './board-link/index.js';
import {Calls, dialPlan} from './call/index.js';
import {Configuration, seedDemo} from './configuration.js';
import {followChanges} from './configuration-changes.js';
import type {CallRecord, DomainEvent, Language} from './contract/index.js';
import {countries} from './country/index.js';
import {ivrStage, PinThrottle} from './ivr/index.js';
import {SipLegs, type LegSignal} from './legs/index.js';
import type {Clock} from './lib/clock.js';
import {Emitter} from './lib/emitter.js';
import type {Log} from './lib/log.js';
import {Lifecycle} from './lifecycle.js';
import type {Lines} from './lines/index.js';
import {engineOptions, openMedia, type Media, type MediaEvent} from './media/index.js';
import {Outbound} from './outbound/index.js';
import {cacheFolder, musicFiles, promptFiles} from './prompts/index.js';
import {Recorder} from './recorder/index.js';
import {Rooms} from './room/index.js';
import {Simulator, startSimulator, type Simulation, type SimulatorParts} from './simulator/index.js';
import {openStore, type Store} from './store/index.js';
import {telephoneLines} from './telephone-lines.js';

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
	/** The folder of the DAHDI interface; null: where the driver puts it. */
	readonly dahdiRoot: string | null;
	/** Whether cards, telephones and an exchange are simulated, and the program that does it. */
	readonly simulator: Pick<SimulatorParts, 'program' | 'simulate'>;
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
	/** Telephones are simulated, and can be used on the page. */
	readonly simulates: boolean;
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
	const alarms = new ActiveAlarms(events);
	const media = openMedia(log);
	const simulation = await startSimulator({...world.simulator, dataDir: world.dataDir, log});
	const parts = assemble(world, {store, configuration, events, media, simulation});
	lifecycle.started('simulator', () => parts.simulator.stop(stopPartMs / 2));
	lifecycle.started('alarms', () => parts.flood.stop());

	startMedia(world, media, configuration);
	lifecycle.started('media', () => media.stop(stopPartMs / 2));
	parts.lines.start();
	lifecycle.started('lines', () => parts.lines.close());
	lifecycle.started('recordings', () => parts.recorder.settled());
	lifecycle.started('calls', async () => {
		parts.rooms.stop();
		await parts.calls.stop('box-stopped');
	});
	lifecycle.started('history', deleteHistoryDaily(world, store));
	let ready = true;
	const board = startBoard(world, {configuration, events, lines: parts.lines, isWell: () => ready});
	lifecycle.started('board', () => board?.stop());
	const {api, startedAt} = createBoxApi(world, {store, configuration, events, media, parts, alarms, board, ready: () => ready});
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
		simulates: simulation.kind === 'running',
		stop: () => lifecycle.stop(stopPartMs),
	};
}

type Foundation = {store: Store; configuration: Configuration; events: Emitter<DomainEvent>; media: Media};
type Parts = {rooms: Rooms; recorder: Recorder; calls: Calls; lines: Lines; outbound: Outbound; simulator: Simulator; flood: FloodAlarm};

/** The parts of the call path, connected. */
function assemble({clock, log, dataDir, dahdiRoot}: World, {store, configuration, events, media, simulation}: Foundation & {simulation: Simulation}): Parts {
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
	const keep = async (record: CallRecord) => store.calls.put(record).catch(report);
	const calls = new Calls({
		ivr, room: rooms.stage, clock, tell,
		keep: record => void keep(record),
		plan: configuration.plan,
		ringMs: () => settings().lines.ringSeconds * 1000,
		routed: (leg, rule) => log.info({call: leg.id, rule: rule ?? 'none'}, 'routed'),
		failed: (leg, error) => log.error({err: error, call: leg.id}, 'a call failed'),
	});
	const legs = new SipLegs({media, clock, log, language: () => settings().box.language, onLeg: leg => calls.take(leg)});
	const simulated = simulation.kind === 'running' ? simulation : {root: dahdiRoot, modems: []};
	const lines = telephoneLines({clock, log, dahdiRoot: simulated.root, simulatedModems: simulated.modems, configuration, events, media, keep, onLeg: leg => calls.take(leg)});
	const flood = new FloodAlarm(clock, tell);
	media.subscribe(event => follow(event, {legs, lines, tell, flood, clock, log}));
	const outbound = new Outbound({
		routes: configuration.routes, plan: configuration.plan,
		diallers: via => lines.diallers(via),
		place: (leg, destination) => calls.place(leg, destination),
		placed: ({id, number, line}, by, route) => log.info({call: id, number, line, route, by: by.name}, 'calling out'),
	});
	const simulator = new Simulator(simulation, {
		clock, log, tell,
		surroundings: () => ({lines: lines.view(), plan: dialPlan(configuration.plan()), portal: settings().entry.portal}),
	});
	return {rooms, recorder, calls, lines, outbound, simulator, flood};
}

type Followers = {legs: SipLegs; lines: Lines; tell: (event: DomainEvent) => void; flood: FloodAlarm; clock: Clock; log: Log};

/** What the engine tells goes to the legs, or is news for everybody. */
function follow(event: MediaEvent, {legs, lines, tell, flood, clock, log}: Followers): void {
	switch (event.kind) {
		case 'levels': return tell({kind: 'levels', at: clock.now().toISOString(), participants: Object.fromEntries(event.seats)});
		case 'flood': return flood.dropped(event.dropped, event.address);
		case 'overflow': return log.error({dropped: event.dropped}, 'native events were lost');
		case 'answered': return;
		default: return takeOfLeg(event, {legs, lines});
	}
}

/** A leg is SIP's or a line's; the other does not know it. */
function takeOfLeg(signal: LegSignal, {legs, lines}: Pick<Followers, 'legs' | 'lines'>): void {
	legs.take(signal);
	lines.take(signal);
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

/** The control board, where the settings name one. */
function startBoard({clock, log}: World, {configuration, events, lines, isWell}: Pick<Foundation, 'configuration' | 'events'> & {lines: Lines; isWell: () => boolean}): ControlBoard | undefined {
	const path = configuration.settings().lines.board;
	if (path === '') return undefined;
	const board = new ControlBoard({path, clock, log, isWell, lines: () => lines.view().lines, tell: event => events.emit(event), changed: () => undefined});
	events.subscribe(event => board.take(event));
	board.start();
	return board;
}

type Finished = Foundation & {parts: Parts; alarms: ActiveAlarms; board: ControlBoard | undefined; ready: () => boolean};

function createBoxApi({clock, log, version, webuiDir}: World, {store, configuration, events, media, parts: {rooms, calls, outbound, lines, simulator}, alarms, board, ready}: Finished) {
	const startedAt = clock.now().toISOString();
	const api = createApi({
		store, events, clock, log, webuiDir, simulator, lines,
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
			invite(id, invitation, by) {
				const place = rooms.place(id);
				return place ? outbound.invite(place, invitation, by) : {ok: false, code: 'NOT_FOUND', message: 'This room is not live.'};
			},
		},
		box: {
			health: () => ready() ? {ready: true, why: ''} : {ready: false, why: 'The box is stopping.'},
			info: () => ({name: configuration.settings().box.name, version, startedAt, ports: media.ports(), engine: media.stats()}),
			countries: () => countries(media.lines.toneZones()),
			board: () => board?.view() ?? noBoard(),
			alarms: alarms.list,
		},
		changes: followChanges({clock, configuration, rooms, lines, simulator, tell: event => events.emit(event)}),
	});
	return {api, startedAt};
}
