import type {Settings, Told} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import {EmbeddedBroker} from './embedded-broker.js';
import {errorCodeOf} from './error-code.js';
import {Link, type Incoming, type LinkOptions, type Outgoing} from './link.js';
import {problemOf} from './problem.js';

type MqttSettings = Settings['mqtt'];

export type ConnectionParts = {
	clock: Clock;
	log: Log;
	/** What the box listens on. */
	address: string;
	settings: MqttSettings;
	connected(): void;
	message(message: Incoming): void;
	/** There is a broker no longer, or still none; `problem` says why. It is tried again. */
	failed(problem: Told): void;
};

const firstRetryMs = 1000;
const longestRetryMs = 30_000;
/** A broker that ends the connection sooner, as some do with one who publishes what he may not, is as bad as none. */
const standsMs = 30_000;
const thisMachine = '127.0.0.1';

/** The way to the broker of the settings, the box's own one included: kept up, tried again at growing intervals, until `close`. */
export class Connection {
	readonly #parts: ConnectionParts;
	#broker: EmbeddedBroker | undefined;
	#brokerPort = 0;
	#link: Link | undefined;
	#version: 4 | 5;
	#failures = 0;
	#isClosed = false;
	#isUp = false;
	#upSinceMs = 0;
	#cancelRetry: () => void = () => undefined;
	#opening: Promise<void> = Promise.resolve();

	constructor(parts: ConnectionParts) {
		this.#parts = parts;
		// The box's own broker speaks 3.1.1.
		this.#version = parts.settings.broker === 'embedded' ? 4 : 5;
	}

	get isUp(): boolean {
		return this.#isUp;
	}

	/** Where the broker is, for people of any language. */
	get name(): string {
		const {broker, url, port} = this.#parts.settings;
		return broker === 'embedded' ? `mqtt://localhost:${port}` : url;
	}

	/** Begins; what becomes of it is told. */
	open(): void {
		this.#opening = this.#open();
	}

	publish(message: Outgoing): boolean {
		return this.#link?.publish(message) ?? false;
	}

	async subscribe(filters: readonly string[]): Promise<void> {
		await this.#link?.subscribe(filters);
	}

	async unsubscribe(filters: readonly string[]): Promise<void> {
		await this.#link?.unsubscribe(filters);
	}

	/** Says that the box is offline, and goodbye. Nothing is told any more. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#isUp = false;
		this.#cancelRetry();
		await this.#opening;
		await this.#link?.close(this.#status('offline'));
		this.#link = undefined;
		await this.#broker?.close();
	}

	async #open(): Promise<void> {
		try {
			const options = this.#parts.settings.broker === 'embedded' ? await this.#ownBroker() : this.#otherBroker();
			if (this.#isClosed) return;
			this.#link = new Link(options, {
				connected: () => this.#connected(),
				message: message => this.#parts.message(message),
				closed: (error, wasConnected) => this.#closed(error, wasConnected),
			});
		} catch (error) {
			this.#failed(error);
		}
	}

	async #ownBroker(): Promise<LinkOptions> {
		const {clock, log, settings: {port, topic, user, password}} = this.#parts;
		const address = password === '' ? thisMachine : this.#parts.address;
		if (!this.#broker) {
			const broker = new EmbeddedBroker({address, port, topic, user, password, clock, refused: why => log.info({why}, 'the MQTT broker ended a connection')});
			this.#broker = broker;
			try {
				this.#brokerPort = await broker.listen();
			} catch (error) {
				this.#broker = undefined;
				await broker.close();
				throw error;
			}
		}
		return {...this.#common(), url: `mqtt://${hostOf(address)}:${this.#brokerPort}`, access: this.#broker.own};
	}

	#otherBroker(): LinkOptions {
		const {url, user, password, certificateAuthority, clientCertificate, clientKey} = this.#parts.settings;
		const access = {
			...user === '' ? {} : {username: user, password},
			...certificateAuthority === '' ? {} : {ca: certificateAuthority},
			...clientCertificate === '' ? {} : {cert: clientCertificate, key: clientKey},
		};
		return {...this.#common(), url, access};
	}

	#common(): Pick<LinkOptions, 'version' | 'will'> {
		const {topic, payload} = this.#status('offline');
		return {version: this.#version, will: {topic, payload}};
	}

	#status(payload: 'online' | 'offline'): Outgoing {
		return {topic: `${this.#parts.settings.topic}/status`, payload, qos: 1, retain: true};
	}

	#connected(): void {
		this.#upSinceMs = this.#parts.clock.monotonic();
		this.#isUp = true;
		this.#parts.connected();
	}

	#closed(error: unknown, wasConnected: boolean): void {
		this.#link = undefined;
		this.#isUp = false;
		if (this.#isClosed) return;
		if (wasConnected && this.#parts.clock.monotonic() - this.#upSinceMs >= standsMs) this.#failures = 0;
		if (!wasConnected && this.#parts.settings.broker === 'external' && speaksOtherVersion(error)) this.#version = this.#version === 5 ? 4 : 5;
		this.#failed(error);
	}

	#failed(error: unknown): void {
		if (this.#isClosed) return;
		const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures++);
		this.#cancelRetry = this.#parts.clock.after(waitMs, () => this.open());
		this.#parts.failed(problemOf(error, this.name));
	}
}

/** Where what listens at this address is reached from this machine, as a part of a URL (RFC 3986, 3.2.2). */
function hostOf(address: string): string {
	if (address === '0.0.0.0' || address === '::') return thisMachine;
	return address.includes(':') ? `[${address}]` : address;
}

/** A broker that does not know MQTT 5 refuses the version, or the connection without a word. */
function speaksOtherVersion(error: unknown): boolean {
	const code = errorCodeOf(error);
	return error === undefined || code === 1 || code === 132;
}
