import type {DomainEvent, LegId, Settings, Told} from '../contract/index.js';
import {CommandDesk} from './command-desk.js';
import {Connection} from './connection.js';
import {discoveryPrefix} from './discovery.js';
import type {Incoming, Outgoing} from './link.js';
import type {Changes} from './live-rooms.js';
import {Outbox} from './outbox.js';
import {Pace} from './pace.js';
import type {MqttPorts} from './ports.js';
import {Projection} from './projection.js';
import {RetainedTree} from './retained-tree.js';
import {homeAssistantPrefix, publishedEvents, topicOf, topics} from './topics.js';

/** So long at least between two messages of one topic of state. */
const paceMs = 100;
/** What is retained from before comes within this time of the subscription. */
const sweepMs = 3000;
const lookMs = 60_000;
const birthTopic = `${homeAssistantPrefix}status`;

export type SessionParts = MqttPorts & {problem(problem: Told): void; connected(): void};

/** The box at one broker, under one set of settings, from `open` to `close`. */
export class Session {
	readonly settings: Settings['mqtt'];
	readonly #parts: SessionParts;
	readonly #connection: Connection;
	readonly #projection: Projection;
	readonly #pace: Pace;
	readonly #tree: RetainedTree;
	readonly #outbox: Outbox;
	readonly #desk: CommandDesk;
	readonly #talking = new Map<LegId, boolean>();
	#published = 0;
	#cancelSweep: () => void = () => undefined;
	#cancelLook: () => void = () => undefined;
	#isOver = false;

	constructor(parts: SessionParts) {
		const {clock, log, address, settings, sources} = parts;
		this.#parts = parts;
		this.settings = settings().mqtt;
		this.#projection = new Projection({sources, settings});
		this.#pace = new Pace(clock, paceMs);
		this.#tree = new RetainedTree({pace: this.#pace, publish: (topic, payload) => this.#publish(topic, payload)});
		this.#outbox = new Outbox(({topic, payload}) => this.#publish(topic, payload));
		this.#connection = new Connection({
			clock, log, address, settings: this.settings,
			connected: () => this.#connected(),
			message: message => this.#message(message),
			failed: problem => {
				this.#tree.goOffline();
				this.#cancelSweep();
				parts.problem(problem);
			},
		});
		this.#desk = new CommandDesk({
			...parts, topic: this.settings.topic, broker: this.settings.broker === 'external' ? this.settings.url : `mqtt://127.0.0.1:${this.settings.port}`, roomNamed: name => this.#projection.rooms.named(name),
			answer: (topic, answer, correlation) => this.#send({topic, payload: JSON.stringify(answer), qos: 1, retain: false, correlation}),
		});
	}

	get figures(): {isUp: boolean; published: number; waiting: number; dropped: number} {
		return {isUp: this.#connection.isUp, published: this.#published, waiting: this.#outbox.waiting, dropped: this.#outbox.dropped};
	}

	open(): void {
		this.#put(this.#projection.all());
		this.#tree.put(this.#whole('status'), 'online');
		this.#look();
		this.#connection.open();
	}

	/** What happens on the box. */
	take(event: DomainEvent): void {
		if (event.kind === 'levels' || event.kind === 'quality') return;
		const seen = this.#projection.seen(event);
		this.#put(this.#projection.take(seen));
		if (publishedEvents.has(seen.kind)) this.#tellEvent(seen.kind, seen);
		if (seen.kind === 'participant.left') this.#pace.do(`talking ${seen.participant}`, () => this.#talking.delete(seen.participant));
		if (seen.kind === 'participant.changed') this.#pace.do(`talking ${seen.participant.id}`, () => this.#tellTalking(seen));
	}

	/** `forGood`: what is retained is removed, because it holds no longer under these settings. */
	async close(forGood: boolean): Promise<void> {
		this.#cancelSweep();
		this.#isOver = true;
		this.#cancelLook();
		if (forGood) this.#tree.removeAll(this.#whole('status'));
		this.#pace.stop();
		await this.#connection.close();
	}

	#connected(): void {
		this.#parts.connected();
		this.#tree.publishAll();
		this.#outbox.flush();
		void this.#subscribe([this.#whole('command/+'), birthTopic], 'commands');
		void this.#sweep();
	}

	async #subscribe(filters: readonly string[], what: string): Promise<boolean> {
		try {
			await this.#connection.subscribe(filters);
			return true;
		} catch (error) {
			// A connection that went meanwhile is told of elsewhere.
			if (this.#connection.isUp) this.#parts.log.warn({err: error, filters}, `the MQTT broker does not let the box have its ${what}`);
			return false;
		}
	}

	/** Looks for what is retained from before, as after a power cut: what is no longer so is removed. */
	async #sweep(): Promise<void> {
		const filters = topics.filter(({from, retained, pattern}) => from === 'box' && retained && pattern.includes('{'))
			.map(({pattern}) => this.#whole(pattern.replaceAll(/\{[^}]+\}/g, '+')));
		if (!await this.#subscribe(filters, 'own topics')) return;
		this.#cancelSweep = this.#parts.clock.after(sweepMs, () => {
			// Refused or cut off, it has no more to tell.
			this.#connection.unsubscribe(filters).catch(() => undefined);
		});
	}

	#message(message: Incoming): void {
		const {topic, payload, retained} = message;
		const commands = this.#whole('command/');
		if (topic === birthTopic) {
			if (payload.toString() === 'online') this.#tree.publishAll();
		} else if (topic.startsWith(commands)) {
			// A retained command would be carried out again at every connection.
			if (!retained && payload.length > 0) void this.#desk.take(topic.slice(commands.length), message);
		} else if (retained && payload.length > 0 && this.#isOwn(topic)) {
			this.#tree.found(topic);
		}
	}

	#isOwn(topic: string): boolean {
		return topic.startsWith(this.#whole('')) || topic.startsWith(discoveryPrefix(this.settings.topic));
	}

	#tellTalking({at, room, participant: {id, talking}}: Extract<DomainEvent, {kind: 'participant.changed'}>): void {
		if ((this.#talking.get(id) ?? false) === talking) return;
		this.#talking.set(id, talking);
		this.#tellEvent('participant.talking', {kind: 'participant.talking', at, room, participant: id, talking});
	}

	#tellEvent(kind: string, payload: object): void {
		this.#outbox.add(this.#whole(`event/${kind}`), JSON.stringify(payload));
		if (this.#outbox.waiting > 0 && this.#connection.isUp) this.#pace.do('outbox', () => this.#outbox.flush());
	}

	#put(changes: Changes): void {
		for (const [topic, payload] of changes) this.#tree.put(this.#whole(topic), payload);
	}

	#publish(topic: string, payload: string): boolean {
		const row = topicOf(topic.startsWith(homeAssistantPrefix) ? topic : topic.slice(this.settings.topic.length + 1));
		return this.#send({topic, payload, qos: row?.qos ?? 1, retain: row?.retained ?? true});
	}

	#send(message: Outgoing): boolean {
		const isSent = this.#connection.publish(message);
		if (isSent) this.#published += 1;
		return isSent;
	}

	/** What no event tells of. */
	#look(): void {
		this.#cancelLook = this.#parts.clock.after(lookMs, () => this.#look());
		// To the megabyte: a file that grows is no news.
		const rounded = this.#parts.sources.freeBytes().then(bytes => Math.floor(bytes / 1e6) * 1e6, () => null);
		void rounded.then(bytes => {
			if (!this.#isOver) this.#put(this.#projection.setFreeBytes(bytes));
		});
	}

	#whole(topic: string): string {
		return topic.startsWith(homeAssistantPrefix) ? topic : `${this.settings.topic}/${topic}`;
	}
}
