import type {DomainEvent, DomainEventOf} from './contract/index.js';
import type {Clock} from './lib/clock.js';
import type {Emitter} from './lib/emitter.js';

type ActiveAlarm = Pick<DomainEventOf<'alarm'>, 'code' | 'message'>;

/** The alarms that are raised now: whoever comes later is told of them too. */
export class ActiveAlarms {
	readonly #active = new Map<string, ActiveAlarm>();

	constructor(events: Emitter<DomainEvent>) {
		events.subscribe(event => {
			if (event.kind === 'alarm') this.#take(event);
		});
	}

	/** In the order in which they were raised. */
	readonly list = (): readonly ActiveAlarm[] => [...this.#active.values()];

	#take({code, message, active}: DomainEventOf<'alarm'>): void {
		if (active) this.#active.set(code, {code, message});
		else this.#active.delete(code);
	}
}

const floodOverMs = 60_000;

/** A flood of calls is over when none of them was dropped for a minute: the engine tells of drops alone. */
export class FloodAlarm {
	readonly #clock: Clock;
	readonly #tell: (event: DomainEvent) => void;
	#cancel: () => void = () => undefined;

	constructor(clock: Clock, tell: (event: DomainEvent) => void) {
		this.#clock = clock;
		this.#tell = tell;
	}

	dropped(calls: number, address: string): void {
		const message = `${calls} calls from ${address} were dropped: too many a second.`;
		this.#say(message, true);
		this.#cancel();
		this.#cancel = this.#clock.after(floodOverMs, () => this.#say(message, false));
	}

	/** Of the box: nothing is told any more. */
	stop(): void {
		this.#cancel();
	}

	#say(message: string, active: boolean): void {
		this.#tell({kind: 'alarm', at: this.#clock.now().toISOString(), code: 'sip-flood', message, active});
	}
}
