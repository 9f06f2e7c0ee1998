import {alarmOf} from '../contract/index.js';
import {startSimulator} from '../simulator/index.js';
import type {Store} from '../store/index.js';
import {BackupProcesses} from './backup-processes.js';
import {startBoard} from './board.js';
import {createBoxApi} from './box-api.js';
import {assembleCallPath, startCallPath, startConferences, type CallPath} from './call-path.js';
import {openGround, type Ground} from './ground.js';
import {Lifecycle, stopPartMs} from './lifecycle.js';
import {liveRooms} from './live-rooms.js';
import {startTelemetry} from './telemetry.js';
import {startWebServers} from './web-servers.js';
import type {World} from './world.js';

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

/** First what everything stands on, then what calls need, then what people see of it. */
async function start(world: World, lifecycle: Lifecycle): Promise<Appliance> {
	const ground = await openGround(world, lifecycle);
	const simulation = await startSimulator({...world.simulator, dataDir: world.dataDir, log: world.log});
	const path = assembleCallPath(world, ground, simulation);
	await startCallPath(world, lifecycle, {ground, path});
	const {web, api} = await openDoors(world, lifecycle, {ground, path});
	const {address, media, store} = ground;
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

/** MQTT, the control board and the pages; when the box stops, they close before calls end. */
async function openDoors(world: World, lifecycle: Lifecycle, {ground, path}: {ground: Ground; path: CallPath}) {
	const {clock, log} = world;
	const {store, configuration, events, media, audit, alarms, system, address} = ground;
	let ready = true;
	const startedAt = clock.now().toISOString();
	const live = liveRooms({...path, ...path.callingOut});
	const telemetry = startTelemetry({
		world: {...world, address, startedAt}, store, configuration, events, media, live, audit, lines: path.lines, alarms: alarms.list,
		trunks: () => path.sip.trunks.view(), sipPhones: () => path.sip.phones.view(), isStopping: () => !ready,
	});
	lifecycle.started('telemetry', () => telemetry.stop());
	startConferences(world, lifecycle, {ground, path});
	const board = startBoard({...world, configuration, events, lines: path.lines, isWell: telemetry.isReady});
	lifecycle.started('board', () => board?.stop());
	const backups = new BackupProcesses(world.dataDir, log);
	lifecycle.started('backups', () => backups.stop());
	const api = createBoxApi(world, {ground, path, live: {live, startedAt, watching: telemetry.watching, backups, board, ready: () => ready}});
	const web = await startWebServers({
		...world, api, address, settings: configuration.settings().network, certificates: system.certificates,
		alarm: failed => events.emit(alarmOf('https-failed', failed, {at: clock.now(), active: true})),
	});
	lifecycle.started('http', async () => {
		ready = false;
		await web.close();
	});
	log.info({address, http: web.httpPort, https: web.httpsPort, sip: media.ports(), startedAt}, 'ready');
	return {web, api};
}
