import {connect, type IClientOptions, type IClientPublishOptions, type IPublishPacket, type MqttClient} from 'mqtt';

export type LinkOptions = {
	url: string;
	/** Log-in and TLS. */
	access: Pick<IClientOptions, 'username' | 'password' | 'ca' | 'cert' | 'key'>;
	version: 4 | 5;
	will: {topic: string; payload: string};
};

/** What came, and where an answer is wanted (MQTT 5, 3.3.2.3). */
export type Incoming = {topic: string; payload: Buffer; retained: boolean; responseTopic: string | undefined; correlation: Buffer | undefined};
export type Outgoing = {topic: string; payload: string; qos: 0 | 1; retain: boolean; correlation?: Buffer | undefined};

export type LinkListener = {
	connected(): void;
	message(message: Incoming): void;
	/** Once, and nothing follows: it was never there, or is gone. `error` says why, where anybody knows. */
	closed(error: unknown, wasConnected: boolean): void;
};

const connectMs = 10_000;
const keepAliveSeconds = 30;
/** So many messages may be under way; whoever has more must wait. */
const maxUnderWay = 1000;
const farewellMs = 1000;

/** One connection to a broker, from its beginning to its end; it is not renewed. */
export class Link {
	readonly #client: MqttClient;
	readonly #listener: LinkListener;
	#error: unknown;
	#wasConnected = false;
	#underWay = 0;
	#over = false;

	/** Throws when the certificate, key or authority can't be read. */
	constructor({url, access, version, will}: LinkOptions, listener: LinkListener) {
		this.#listener = listener;
		this.#client = connect(url, {
			...access, protocolVersion: version, clean: true, reconnectPeriod: 0, connectTimeout: connectMs, keepalive: keepAliveSeconds, resubscribe: false,
			queueQoSZero: false, timerVariant: 'native', rejectUnauthorized: true, will: {topic: will.topic, payload: Buffer.from(will.payload), qos: 1, retain: true},
		});
		this.#client.on('connect', () => {
			this.#wasConnected = true;
			listener.connected();
		});
		this.#client.on('message', (topic, payload, packet) => listener.message(incomingOf(topic, payload, packet)));
		this.#client.on('error', error => {
			this.#error ??= error;
			if (!this.#wasConnected) this.#end();
		});
		this.#client.on('close', () => this.#end());
	}

	/** False: not now; there is no connection, or too much is under way. */
	publish({topic, payload, qos, retain, correlation}: Outgoing): boolean {
		if (!this.#client.connected || this.#underWay >= maxUnderWay) return false;
		const options: IClientPublishOptions = {qos, retain, ...correlation ? {properties: {correlationData: correlation}} : {}};
		this.#underWay += 1;
		this.#client.publish(topic, payload, options, () => this.#underWay -= 1);
		return true;
	}

	/** Resolves when the broker has agreed; rejects when it has not. */
	async subscribe(filters: readonly string[]): Promise<void> {
		await this.#client.subscribeAsync([...filters], {qos: 1});
	}

	async unsubscribe(filters: readonly string[]): Promise<void> {
		await this.#client.unsubscribeAsync([...filters]);
	}

	/** Says what is last to be said, and goodbye, so that the broker does not publish the will; `closed` is not told. */
	async close(last: Outgoing): Promise<void> {
		this.#over = true;
		if (!this.#client.connected) return void this.#client.end(true);
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<void>(resolve => {
			timer = setTimeout(resolve, farewellMs);
		});
		const goodbye = this.#client.publishAsync(last.topic, last.payload, {qos: last.qos, retain: last.retain}).then(() => this.#client.endAsync());
		// A broker that is gone meanwhile hears no goodbye.
		await Promise.race([goodbye.catch(() => undefined), late]);
		clearTimeout(timer);
		this.#client.end(true);
	}

	#end(): void {
		if (this.#over) return;
		this.#over = true;
		this.#client.end(true);
		this.#listener.closed(this.#error, this.#wasConnected);
	}
}

function incomingOf(topic: string, payload: Buffer, {retain, properties}: IPublishPacket): Incoming {
	return {topic, payload, retained: retain, responseTopic: properties?.responseTopic, correlation: properties?.correlationData};
}
