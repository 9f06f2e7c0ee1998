import {ActiveAlarms, FloodAlarm} from './alarms.js';
import {AuditTrail, createApi, type LiveRooms, type Watching} from './api/index.js';
import {finishRestore} from './backup/index.js';
import {BackupProcesses} from './backup-processes.js';
import {startBoard} from './board.js';
import {noBoard, type ControlBoard} from './board-link/index.js';
import {listenAddress, openBoxSystem, type BoxSystem, type BoxSystemParts} from './box-system.js';
import {Calls, dialPlan} from './call/index.js';
import {CallingOut} from './calling-out.js';
import {watchCallQuality} from './call-quality.js';
import {Configuration, seedDemo} from './configuration.js';
import {followChanges} from './configuration-changes.js';
import {alarmOf, type CallRecord, type DomainEvent, type Language} from './contract/index.js';
import {countries} from './country/index.js';
import {ivrStage, PinThrottle} from './ivr/index.js';
import type {LegSignal} from './legs/index.js';
import type {Clock} from './lib/clock.js';
import {Emitter} from './lib/emitter.js';
import type {Log} from './lib/log.js';
import {Lifecycle} from './lifecycle.js';
import {disconnect, liveRooms} from './live-rooms.js';
import type {Lines} from './lines/index.js';
import {engineOptions, openMedia, type Media, type MediaEvent} from './media/index.js';
import {cacheFolder, musicFiles, promptFiles} from './prompts/index.js';
import type {Recorder} from './recorder/index.js';
import {openRecorder, openWaveforms} from './recordings.js';
import {Rooms} from './room/index.js';
import {keepSipCertificate} from './sip-certificate.js';
import {SipTelephony} from './sip-telephony.js';
import {Simulator, startSimulator, type Simulation, type SimulatorParts} from './simulator/index.js';
import {aloneInDataFolder, openStore, type Store} from './store/index.js';
import {finishFactoryReset} from './system/index.js';
import {startTelemetry} from './telemetry.js';
import {telephoneLines} from './telephone-lines.js';
import {startWebServers} from './web-servers.js';

/** The outside world of a box; production and tests differ only in this. */
export type World = {
	readonly clock: Clock;
	readonly log: Log;
	readonly dataDir: string;
	/** Address that SIP, RTP, HTTP and HTTPS listen on; undefined: as the settings say. */
	readonly address: string | undefined;
	/** 0 picks a free port. */
	readonly httpPort: number;
	/** The same, or no HTTPS; undefined: as the settings say. */
	readonly httpsPort: number | 'off' | undefined;
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
	/** What was logged last. */
	readonly logLines: BoxSystemParts['world']['logLines'];
	readonly restart: BoxSystemParts['world']['restart'];
};

export type Appliance = {
	/** It listens on this one. */
	readonly address: string;
	readonly httpPort: number;
	readonly httpsPort: number | null;
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
	const {clock, log} = world;
	if (await aloneInDataFolder(world.dataDir, log, () => finishFactoryReset(world.dataDir))) log.warn('everything was deleted, as was asked for');
	if (await aloneInDataFolder(world.dataDir, log, () => finishRestore(world.dataDir))) log.warn('a backup was put in place');
	const store = await openStore({dataDir: world.dataDir, log, clock});
	lifecycle.started('store', () => store.close());
	if (world.demo) await seedDemo(store);
	const configuration = await Configuration.read(store);
	const {network} = configuration.settings();
	const address = listenAddress(world.address, network);
	const events = new Emitter<DomainEvent>(error => log.error({err: error}, 'a listener of events failed'));
	const alarms = new ActiveAlarms(events);
	const audit = new AuditTrail({table: store.audit, clock, log, tell: event => events.emit(event)});
	lifecycle.started('audit log', () => audit.settled());
	const system = await openBoxSystem({world, store, configuration, tell: event => events.emit(event)});
	lifecycle.started('certificates', () => system.certificates.stop());
	const media = openMedia(log);
	const simulation = await startSimulator({...world.simulator, dataDir: world.dataDir, log});
	const parts = assemble(world, {store, configuration, events, media, simulation});
	lifecycle.started('simulator', () => parts.simulator.stop(stopPartMs / 2));
	lifecycle.started('alarms', () => parts.flood.stop());

	await startCallPath(world, lifecycle, {parts, media, configuration, address, certificatePath: system.certificates.current.path});
	lifecycle.started('certificate of SIP', keepSipCertificate({certificates: system.certificates, media, log, settings: configuration.settings().sip}));
	let ready = true;
	const startedAt = clock.now().toISOString();
	const live = liveRooms({...parts, ...parts.callingOut});
	const telemetry = startTelemetry({
		world: {...world, address, startedAt}, store, configuration, events, media, live, audit, lines: parts.lines, alarms: alarms.list,
		trunks: () => parts.sip.trunks.view(), sipPhones: () => parts.sip.phones.view(), isStopping: () => !ready,
	});
	lifecycle.started('telemetry', () => telemetry.stop());
	startConferences(world, lifecycle, {parts, events, media, store});
	const board = startBoard({...world, configuration, events, lines: parts.lines, isWell: telemetry.isReady});
	lifecycle.started('board', () => board?.stop());
	const backups = new BackupProcesses(world.dataDir, log);
	lifecycle.started('backups', () => backups.stop());
	const api = createBoxApi(world, {live, startedAt, watching: telemetry.watching, audit, backups, system, store, configuration, events, media, parts, alarms, board, ready: () => ready});
	const web = await startWebServers({...world, api, address, settings: network, certificates: system.certificates, alarm: failed => events.emit(alarmOf('https-failed', failed, {at: clock.now(), active: true}))});
	lifecycle.started('http', async () => {
		ready = false;
		await web.close();
	});
	log.info({address, http: web.httpPort, https: web.httpsPort, sip: media.ports(), startedAt}, 'ready');
	return {
		address,
		httpPort: web.httpPort,
		httpsPort: web.httpsPort,
		sipPorts: media.ports(),
		store,
		createLogInPath: () => api.createLoginLink('admin').path,
		simulates: simulation.kind === 'running',
		stop: () => lifecycle.stop(stopPartMs),
	};
}

type Foundation = {store: Store; configuration: Configuration; events: Emitter<DomainEvent>; media: Media};
type Parts = {rooms: Rooms; recorder: Recorder; calls: Calls; lines: Lines; sip: SipTelephony; callingOut: CallingOut; simulator: Simulator; flood: FloodAlarm};

/** The parts of the call path, connected. */
function assemble({clock, log, dataDir, dahdiRoot, demo}: World, {store, configuration, events, media, simulation}: Foundation & {simulation: Simulation}): Parts {
	const {settings, conferences} = configuration;
	const tell = (event: DomainEvent) => events.emit(event);
	const report = (error: unknown) => log.error({err: error}, 'could not be kept');
	const recorder = openRecorder({audio: media, dataDir, store, events, clock, settings, report});
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
		routed(leg, rule) {
			log.info({call: leg.id, rule: rule ?? 'none'}, 'routed');
			if (rule === undefined) sip.dialledNobody(leg);
		},
		failed: (leg, error) => log.error({err: error, call: leg.id}, 'a call failed'),
	});
	const sip = new SipTelephony({clock, log, demo, store, configuration, events, media, onLeg: leg => calls.take(leg)});
	const simulated = simulation.kind === 'running' ? simulation : {root: dahdiRoot, modems: []};
	const lines = telephoneLines({clock, log, dahdiRoot: simulated.root, simulatedModems: simulated.modems, configuration, events, media, keep, onLeg: leg => calls.take(leg)});
	const flood = new FloodAlarm(clock, tell);
	media.subscribe(event => follow(event, {sip, lines, tell, flood, clock, log}));
	const callingOut = new CallingOut({clock, log, store, configuration, events, calls, lines, sip, disconnect: id => void disconnect({rooms, calls}, id)});
	const simulator = new Simulator(simulation, {
		clock, log, tell,
		surroundings: () => ({lines: lines.view(), plan: dialPlan(configuration.plan()), portal: settings().entry.portal}),
	});
	return {rooms, recorder, calls, lines, sip, callingOut, simulator, flood};
}

type CallPath = MediaStart & {parts: Parts};

/** Whatever a call comes by or goes by, from the engine on. */
async function startCallPath(world: World, lifecycle: Lifecycle, {parts, media, configuration, address, certificatePath}: CallPath): Promise<void> {
	startMedia(world, {media, configuration, address, certificatePath});
	lifecycle.started('media', () => media.stop(stopPartMs / 2));
	await parts.sip.start();
	lifecycle.started('trunks and phones', () => parts.sip.stop());
	await parts.callingOut.start();
	lifecycle.started('limits of calls', () => parts.callingOut.stop());
	parts.lines.start();
	lifecycle.started('lines', () => parts.lines.close());
}

/** Whatever talks: when the box stops, calls end first, and leave their records and recordings. */
function startConferences(world: World, lifecycle: Lifecycle, {parts, events, media, store}: Pick<Foundation, 'events' | 'media' | 'store'> & {parts: Parts}): void {
	lifecycle.started('recordings', () => parts.recorder.settled());
	lifecycle.started('calls', async () => {
		parts.rooms.stop();
		await parts.calls.stop('box-stopped');
	});
	lifecycle.started('call quality', watchCallQuality({
		clock: world.clock, events,
		participants: () => parts.rooms.rooms().flatMap(({participants}) => participants),
		counters: leg => media.legStats(leg),
		sound: leg => media.seatFigures(leg),
		setQuality: figures => parts.rooms.setQuality(figures),
	}));
	lifecycle.started('history', deleteHistoryDaily(world, store));
}

type Followers = {sip: SipTelephony; lines: Lines; tell: (event: DomainEvent) => void; flood: FloodAlarm; clock: Clock; log: Log};

/** What the engine tells goes to the legs, or is news for everybody. */
function follow(event: MediaEvent, {sip, lines, tell, flood, clock, log}: Followers): void {
	switch (event.kind) {
		case 'levels': return tell({kind: 'levels', at: clock.now().toISOString(), participants: Object.fromEntries(event.seats)});
		case 'flood':
			sip.flooded(event.address);
			return flood.dropped(event.dropped, event.address);
		case 'overflow': return log.error({dropped: event.dropped}, 'native events were lost');
		default: return takeOfLeg(event, {sip, lines});
	}
}

/** A leg is SIP's or a line's; the other does not know it. */
function takeOfLeg(signal: LegSignal, {sip, lines}: Pick<Followers, 'sip' | 'lines'>): void {
	sip.legs.take(signal);
	lines.take(signal);
}

type MediaStart = {media: Media; configuration: Configuration; address: string; certificatePath: string};

function startMedia({sipPort, environment}: World, {media, configuration: {settings}, address, certificatePath}: MediaStart): void {
	const prompts = promptFiles(languages, cacheFolder(environment)).map(({name, path}) => ({name, path}));
	media.start(engineOptions(settings(), {address, sipPort, certificatePath}, {prompts, music: musicFiles()}));
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

type Finished = Foundation & {live: LiveRooms; startedAt: string; watching: Watching; system: BoxSystem; audit: AuditTrail; backups: BackupProcesses; parts: Parts; alarms: ActiveAlarms; board: ControlBoard | undefined; ready: () => boolean};

function createBoxApi({clock, log, version, webuiDir}: World, {live, startedAt, watching, audit, backups, store, configuration, events, media, parts: {rooms, callingOut: {outbound}, lines, sip, simulator}, alarms, board, ready, system}: Finished) {
	return createApi({
		waveforms: openWaveforms({store, readPeaks: path => media.readPeaks(path), report: error => log.error({err: error}, 'a waveform could not be kept')}),
		...system.forApi,
		audit, store, events, clock, log, webuiDir, simulator, lines, sip: sip.side(outbound), backups,
		live, watching,
		box: {
			health: () => ready() ? {ready: true, why: ''} : {ready: false, why: 'The box is stopping.'},
			info: () => ({name: configuration.settings().box.name, version, startedAt, ports: media.ports(), engine: media.stats()}),
			countries: () => countries(media.lines.toneZones()),
			board: () => board?.view() ?? noBoard(),
			alarms: alarms.list,
		},
		changes: followChanges({clock, configuration, rooms, lines, sip, simulator, tell: event => events.emit(event)}),
	});
}
