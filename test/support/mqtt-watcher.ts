import {connectAsync, type IClientOptions, type IClientPublishOptions, type MqttClient} from 'mqtt';
import {Happenings, type WaitOptions} from './happenings.js';

type Teardown = {teardown(end: () => Promise<void>): void};

/** `retained`: it was there before the watcher came. */
export type Message = {topic: string; text: string; retained: boolean; correlation: string | undefined};

/** Somebody at a broker who sees everything. It ends with the test. */
export async function watchMqtt(t: Teardown, url: string, options: IClientOptions = {}): Promise<MqttWatcher> {
	const client = await connectAsync(url, {protocolVersion: 5, reconnectPeriod: 0, connectTimeout: 5000, ...options}, false);
	const watcher = new MqttWatcher(client);
	t.teardown(() => watcher.end());
	await client.subscribeAsync('#', {qos: 1});
	return watcher;
}

export class MqttWatcher {
	readonly messages = new Happenings<Message>(({topic, text}) => `${topic} ${text.slice(0, 80)}`);
	readonly #client: MqttClient;

	constructor(client: MqttClient) {
		this.#client = client;
		client.on('error', () => undefined);
		client.on('message', (topic, payload, {retain, properties}) =>
			this.messages.add({topic, text: payload.toString(), retained: retain, correlation: properties?.correlationData?.toString()}));
	}

	/** How many messages there were so far: a place to wait from. */
	get count(): number {
		return this.messages.all.length;
	}

	/** What is retained now, as far as it was seen: topic and text. */
	get tree(): Map<string, string> {
		const tree = new Map<string, string>();
		for (const {topic, text} of this.messages.all) {
			if (text === '') tree.delete(topic);
			else tree.set(topic, text);
		}
		return tree;
	}

	/** The text of the first message there. */
	async text(topic: string, matches: (text: string) => boolean = () => true, options?: WaitOptions): Promise<string> {
		return (await this.messages.waitFor(`a message at ${topic}`, message => message.topic === topic && matches(message.text), options)).text;
	}

	/** The same of JSON. */
	async json<T>(topic: string, matches: (value: T) => boolean = () => true, options?: WaitOptions): Promise<T> {
		return JSON.parse(await this.text(topic, text => text !== '' && matches(JSON.parse(text) as T), options)) as T;
	}

	/** Text as it is, all else as JSON. */
	async publish(topic: string, payload: unknown, options: IClientPublishOptions = {}): Promise<void> {
		await this.#client.publishAsync(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), {qos: 1, ...options});
	}

	/** Whether the connection is still there. */
	get isConnected(): boolean {
		return this.#client.connected;
	}

	async closed(): Promise<void> {
		if (this.#client.connected) await new Promise<void>(resolve => this.#client.once('close', resolve));
	}

	async end(): Promise<void> {
		await this.#client.endAsync(true);
	}
}
