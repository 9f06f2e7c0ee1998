import {statfs} from 'node:fs/promises';
import type {AuditPort, LiveRooms, Watching} from '../api/index.js';
import type {Configuration} from './configuration.js';
import type {DomainEvent, SipPhoneView, TrunkView} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Emitter} from '../lib/emitter.js';
import type {Log} from '../lib/log.js';
import type {Lines} from '../lines/index.js';
import type {Media} from '../media/index.js';
import {Metrics, Readiness} from '../metrics/index.js';
import {Mqtt} from '../mqtt/index.js';
import type {Store} from '../store/index.js';

export type TelemetryParts = {
	/** `address`: what the box listens on. */
	world: {clock: Clock; log: Log; dataDir: string; version: string; address: string; startedAt: string};
	store: Store;
	configuration: Configuration;
	events: Emitter<DomainEvent>;
	media: Media;
	lines: Lines;
	live: LiveRooms;
	trunks: () => readonly TrunkView[];
	sipPhones: () => readonly SipPhoneView[];
	alarms: () => readonly {code: string; message: string}[];
	audit: Pick<AuditPort, 'note'>;
	isStopping: () => boolean;
};

/** What others know of the box: by MQTT, by Prometheus, and whether it is ready. */
export type Telemetry = {
	readonly watching: Watching;
	/** For the control board. */
	readonly isReady: () => boolean;
	stop(): Promise<void>;
};

/** Waits for nobody: a broker that is not there is tried again. */
export function startTelemetry(parts: TelemetryParts): Telemetry {
	const {world: {clock, version, dataDir}, store, configuration: {settings}, events, media, lines, live, alarms, trunks, isStopping} = parts;
	const readiness = new Readiness({clock, isStopping, ports: () => media.ports(), shards: () => media.stats().shards, readStore: () => store.settings.read()});
	const freeBytes = async () => freeBytesOf(dataDir);
	const mqtt = mqttOf(parts, {isReady: readiness.isReady, freeBytes});
	const metrics = new Metrics({
		version, events, alarms, trunks, freeBytes, isReady: readiness.isReady, isEnabled: () => settings().metrics.enabled,
		engine: () => media.stats(), calls: () => live.calls(), rooms: () => live.rooms(), lines: () => lines.view(), mqtt: () => mqtt.figures,
	});
	mqtt.start();
	return {
		watching: {reasons: readiness.reasons, metrics: metrics.text, answered: metrics.answered},
		isReady: readiness.isReady,
		async stop() {
			metrics.stop();
			await mqtt.stop();
		},
	};
}

type Facts = {isReady: () => boolean; freeBytes: () => Promise<number>};

function mqttOf({world, configuration: {settings, conferences}, events, lines, live, trunks, sipPhones, alarms, audit}: TelemetryParts, {isReady, freeBytes}: Facts): Mqtt {
	const {clock, log, version, startedAt, address} = world;
	return new Mqtt({
		clock, log, address, settings, events, live,
		tell: event => events.emit(event),
		noted: note => audit.note(note),
		sources: {
			box: () => ({version, startedAt, ready: isReady()}),
			rooms: () => live.rooms(), calls: () => live.calls(), lines: () => lines.view(),
			conferences, trunks, sipPhones, alarms, freeBytes,
		},
	});
}

async function freeBytesOf(folder: string): Promise<number> {
	const {bavail, bsize} = await statfs(folder);
	return bavail * bsize;
}
