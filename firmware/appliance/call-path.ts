import {Calls, dialPlan} from '../call/index.js';
import type {CallRecord, DomainEvent, Language} from '../contract/index.js';
import {ivrStage, PinThrottle} from '../ivr/index.js';
import type {LegSignal} from '../legs/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import type {Lines} from '../lines/index.js';
import {engineOptions, type MediaEvent} from '../media/index.js';
import {cacheFolder, musicFiles, promptFiles} from '../prompts/index.js';
import type {Recorder} from '../recorder/index.js';
import {Rooms} from '../room/index.js';
import {Simulator, type Simulation} from '../simulator/index.js';
import type {Store} from '../store/index.js';
import {FloodAlarm} from './alarms.js';
import {watchCallQuality} from './call-quality.js';
import {CallingOut} from './calling-out.js';
import type {Ground} from './ground.js';
import {stopPartMs, type Lifecycle} from './lifecycle.js';
import {disconnect} from './live-rooms.js';
import {openRecorder} from './recordings.js';
import {keepSipCertificate} from './sip-certificate.js';
import {SipTelephony} from './sip-telephony.js';
import {telephoneLines} from './telephone-lines.js';
import type {World} from './world.js';

export type CallPath = {
	readonly rooms: Rooms; readonly recorder: Recorder; readonly calls: Calls; readonly lines: Lines; readonly sip: SipTelephony;
	readonly callingOut: CallingOut; readonly simulator: Simulator; readonly flood: FloodAlarm;
};

const languages: readonly Language[] = ['en', 'fr', 'de', 'es', 'it'];
const dayMs = 24 * 3_600_000;

/** The parts of the call path, connected. */
export function assembleCallPath({clock, log, dataDir, dahdiRoot, demo}: World, {store, configuration, events, media}: Ground, simulation: Simulation): CallPath {
	const {settings, conferences} = configuration;
	const tell = (event: DomainEvent) => events.emit(event);
	const report = (error: unknown) => log.error({err: error}, 'could not be kept');
	const recorder = openRecorder({audio: media, dataDir, store, events, clock, settings, report});
	const rooms = new Rooms({audio: media, recorder, clock, settings, tell, conferences, stopCalling: (conference, number) => calls.stopCalling(conference, number)});
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

/** Whatever a call comes by or goes by, from the engine on. */
export async function startCallPath(world: World, lifecycle: Lifecycle, {ground, path}: {ground: Ground; path: CallPath}): Promise<void> {
	const {media, system, configuration: {settings}} = ground;
	lifecycle.started('simulator', () => path.simulator.stop(stopPartMs / 2));
	lifecycle.started('alarms', () => path.flood.stop());
	startMedia(world, ground);
	lifecycle.started('media', () => media.stop(stopPartMs / 2));
	await path.sip.start();
	lifecycle.started('trunks and phones', () => path.sip.stop());
	await path.callingOut.start();
	lifecycle.started('limits of calls', () => path.callingOut.stop());
	path.lines.start();
	lifecycle.started('lines', () => path.lines.close());
	lifecycle.started('certificate of SIP', keepSipCertificate({certificates: system.certificates, media, log: world.log, settings: settings().sip}));
}

/** Whatever talks: when the box stops, calls end first, and leave their records and recordings. */
export function startConferences({clock, log}: World, lifecycle: Lifecycle, {ground: {events, media, store}, path: {recorder, rooms, calls}}: {ground: Ground; path: CallPath}): void {
	lifecycle.started('recordings', () => recorder.settled());
	lifecycle.started('calls', async () => {
		rooms.stop();
		await calls.stop('box-stopped');
	});
	lifecycle.started('call quality', watchCallQuality({
		clock, events,
		participants: () => rooms.rooms().flatMap(({participants}) => participants),
		counters: leg => media.legStats(leg),
		sound: leg => media.seatFigures(leg),
		setQuality: figures => rooms.setQuality(figures),
	}));
	lifecycle.started('history', deleteHistoryDaily({clock, log}, store));
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

function startMedia({sipPort, environment}: World, {media, configuration, address, system}: Ground): void {
	const prompts = promptFiles(languages, cacheFolder(environment)).map(({name, path}) => ({name, path}));
	media.start(engineOptions(configuration.settings(), {address, sipPort, certificatePath: system.certificates.current.path}, {prompts, music: musicFiles()}));
}

function deleteHistoryDaily({clock, log}: Pick<World, 'clock' | 'log'>, store: Store): () => void {
	let cancel: () => void;
	const run = () => {
		store.deleteOldHistory().catch((error: unknown) => log.error({err: error}, 'old history could not be deleted'));
		cancel = clock.after(dayMs, run);
	};
	run();
	return () => cancel();
}
