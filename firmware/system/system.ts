import {release} from 'node:os';
import {Value} from '@sinclair/typebox/value';
import {refusedWith, settings as settingsSchema, settingsForRestart, told, type Doors, type LogLine, type Refused, type Settings, type SystemView, type WayBack} from '../contract/index.js';
import {markForFactoryReset} from './factory-reset.js';
import type {LogFilter, LogRing} from './log-ring.js';
import {readMachine} from './machine.js';

export type SystemParts = {
	dataDir: string;
	version: string;
	startedAt: string;
	/** Names and versions of what the box is made of, besides Node and the kernel. */
	parts: () => Promise<SystemView['parts']>;
	/** IPv4, but the loopback's. */
	addresses: () => readonly string[];
	settings: () => Settings;
	log: Pick<LogRing, 'newest'>;
	/** Where the kernel tells temperatures; Linux's own place unless told. */
	sensors?: string;
	/** By what the box is reached when it was started with these settings. */
	doors: (network: Settings['network']) => Doors;
	/** Ends the process in order, so that whoever started it starts it again; `possible`: somebody will. */
	restart: {possible: boolean; ask: () => void};
};

export type Restarted = {ok: true} | Refused;

/** The machine and the program that the box is, to be looked at and started anew. */
export class System {
	readonly #parts: SystemParts;
	/** What this process was started with. */
	readonly #atStart: Settings;

	constructor(parts: SystemParts) {
		this.#parts = parts;
		this.#atStart = parts.settings();
	}

	async view(): Promise<SystemView> {
		const {dataDir, version, startedAt, parts, addresses, restart, sensors} = this.#parts;
		const [machine, known] = await Promise.all([readMachine(dataDir, sensors), parts()]);
		return {
			version, startedAt, ...machine,
			parts: [...known, {name: 'Node.js', version: process.versions.node}, {name: 'Linux', version: release()}],
			addresses: [...addresses()],
			restartNeededFor: this.#restartNeededFor(),
			canRestart: restart.possible,
		};
	}

	/** Newest first. */
	logs(filter: LogFilter): LogLine[] {
		return this.#parts.log.newest(filter);
	}

	restart(): Restarted {
		const {possible, ask} = this.#parts.restart;
		if (!possible) return refusedWith('CONFLICT', told('nobody-restarts'));
		ask();
		return {ok: true};
	}

	/** The box ends, and deletes everything when it is started again, which it is at once where `canRestart` says so. */
	async factoryReset(): Promise<void> {
		await markForFactoryReset(this.#parts.dataDir);
		this.#parts.restart.ask();
	}

	/** By what the box is reached after its next start: with its own settings, with those of a backup, or with none. */
	wayBack(brought?: {network: Settings['network']; otherCertificate: boolean} | 'nothing'): WayBack {
		const {doors, settings} = this.#parts;
		const {network} = brought === 'nothing' ? Value.Parse(settingsSchema, {}) : brought ?? settings();
		return {now: doors(this.#atStart.network), next: doors(network), otherCertificate: brought === 'nothing' || brought?.otherCertificate === true};
	}

	#restartNeededFor(): string[] {
		return settingsForRestart(this.#atStart, this.#parts.settings());
	}
}
