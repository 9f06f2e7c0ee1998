import {alarmOf, type DomainEvent, type Settings, type Told} from '../contract/index.js';
import type {MqttPorts} from './ports.js';
import {Session} from './session.js';

export type MqttFigures = {state: 'off' | 'up' | 'down'; published: number; waiting: number; dropped: number};

/** The box over MQTT: its state and events at the broker of the settings, and what programs ask of it there. A change of the settings holds at once. */
export class Mqtt {
	readonly #ports: MqttPorts;
	#session: Session | undefined;
	#problem: Told | undefined;
	#unsubscribe: () => void = () => undefined;
	/** Sessions follow each other: one has ended before the next begins. */
	#turn: Promise<void> = Promise.resolve();
	/** Of sessions that are over. */
	#before = {published: 0, dropped: 0};

	constructor(ports: MqttPorts) {
		this.#ports = ports;
	}

	/** Returns at once: the box does not wait for a broker. */
	start(): void {
		this.#unsubscribe = this.#ports.events.subscribe(event => this.#take(event));
		this.#open();
	}

	/** Resolves when the broker knows that the box is offline, or after a second. */
	async stop(): Promise<void> {
		this.#unsubscribe();
		await this.#turn;
		await this.#close(false);
	}

	get figures(): MqttFigures {
		const {isUp = false, published = 0, waiting = 0, dropped = 0} = this.#session?.figures ?? {};
		const state = isUp ? 'up' : this.#ports.settings().mqtt.broker === 'off' ? 'off' : 'down';
		return {state, published: this.#before.published + published, waiting, dropped: this.#before.dropped + dropped};
	}

	#take(event: DomainEvent): void {
		this.#session?.take(event);
		if (event.kind === 'settings.changed') this.#turn = this.#turn.then(() => this.#follow());
	}

	async #follow(): Promise<void> {
		const {mqtt} = this.#ports.settings();
		const before = this.#session?.settings;
		if (before ? isSame(before, mqtt) : isOff(mqtt)) return;
		await this.#close(before !== undefined && isElsewhere(before, mqtt));
		this.#open();
	}

	#open(): void {
		if (isOff(this.#ports.settings().mqtt)) return;
		this.#session = new Session({
			...this.#ports,
			problem: problem => this.#alarm(problem),
			connected: () => this.#alarm(undefined),
		});
		this.#session.open();
	}

	async #close(forGood: boolean): Promise<void> {
		const session = this.#session;
		if (!session) return;
		await session.close(forGood);
		const {published, dropped} = session.figures;
		this.#before = {published: this.#before.published + published, dropped: this.#before.dropped + dropped};
		this.#session = undefined;
		this.#alarm(undefined);
	}

	/** Undefined: all is well. */
	#alarm(problem: Told | undefined): void {
		if (problem?.message === this.#problem?.message) return;
		const raised = problem ?? this.#problem;
		this.#problem = problem;
		this.#ports.log[problem === undefined ? 'info' : 'warn']({problem: problem?.message}, 'MQTT');
		if (raised) this.#ports.tell(alarmOf('mqtt', raised, {at: this.#ports.clock.now(), active: problem !== undefined}));
	}
}

const isOff = ({broker, url}: Settings['mqtt']): boolean => broker === 'off' || (broker === 'external' && url === '');
const isSame = (a: Settings['mqtt'], b: Settings['mqtt']): boolean => JSON.stringify(a) === JSON.stringify(b);
/** What was retained would stay where nobody looks after it. */
const isElsewhere = (a: Settings['mqtt'], b: Settings['mqtt']): boolean => isOff(b) || a.topic !== b.topic || a.broker !== b.broker || a.url !== b.url;
