import {join} from 'node:path';
import type * as Api from '../api/index.js';
import {Certificates, installPage, installPageStyle, machineNames} from '../certificates/index.js';
import type {Configuration} from './configuration.js';
import type {Doors, DomainEvent, Settings} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import {nativeVersions} from '../media/index.js';
import type {Store} from '../store/index.js';
import {System, type LogRing} from '../system/index.js';

/** All addresses, or this machine's own alone: what the box was started with goes before the settings. */
export function listenAddress(given: string | undefined, {access}: Settings['network']): string {
	return given ?? (access === 'office' ? '0.0.0.0' : '127.0.0.1');
}

type GivenDoors = {address: string | undefined; httpPort: number; httpsPort: number | 'off' | undefined};

/** By what pages reach the box with these settings; a free port that is picked at each start is not known before. */
export function doorsOf({address, httpPort, httpsPort}: GivenDoors, network: Settings['network']): Doors {
	const chosen = httpsPort ?? (network.https === 'off' ? 'off' : network.httpsPort);
	const https = chosen === 'off' || chosen === 0 ? null : chosen;
	return {
		http: httpPort === 0 ? null : httpPort, https,
		httpsOnly: https !== null && network.https === 'only',
		thisMachineAlone: /^(127\.|localhost$|::1$)/.test(listenAddress(address, network)),
	};
}

export type BoxSystemParts = {
	world: GivenDoors & {
		clock: Clock; log: Log; dataDir: string; version: string;
		logLines: Pick<LogRing, 'newest'>;
		/** Ends the process so that it is started again; `possible`: somebody will. */
		restart: {possible: boolean; ask: () => void};
	};
	store: Pick<Store, 'sqliteVersion'>;
	configuration: Configuration;
	tell: (event: DomainEvent) => void;
};

export type BoxSystem = {certificates: Certificates; forApi: {system: Api.System; certificates: Api.Certificates}};

/** The box's certificates, looked after until `certificates.stop`, and the machine as an admin sees it. */
export async function openBoxSystem(parts: BoxSystemParts): Promise<BoxSystem> {
	const {world, configuration: {settings}, tell} = parts;
	const {clock, log, dataDir} = world;
	const certificates = new Certificates({folder: join(dataDir, 'certificates'), clock, log, settings, machine: machineNames, tell});
	await certificates.start();
	return {certificates, forApi: {system: systemOf(parts), certificates: forApi(certificates, settings)}};
}

function systemOf({world, store, configuration: {settings}}: BoxSystemParts): System {
	const {clock, dataDir, version, logLines, restart} = world;
	const {pjproject, libpri} = nativeVersions();
	return new System({
		dataDir, version, restart, settings,
		doors: network => doorsOf(world, network),
		startedAt: clock.now().toISOString(),
		log: logLines,
		addresses: () => machineNames().addresses,
		parts: async () => [{name: 'pjproject', version: pjproject}, {name: 'libpri', version: libpri}, {name: 'SQLite', version: await store.sqliteVersion()}],
	});
}

function forApi(certificates: Certificates, settings: () => Settings): Api.Certificates {
	return {
		view: () => certificates.view(),
		authority: () => certificates.authority(),
		upload: input => certificates.upload(input),
		useOwn: () => certificates.useOwn(),
		installPage: language => installPage({language, boxName: settings().box.name, certificate: certificates.view()}),
		installPageStyle,
	};
}
