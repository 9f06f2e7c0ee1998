import {alarmOf, told, type DomainEvent, type DomainEventOf, type Told} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Emitter} from '../lib/emitter.js';

type ActiveAlarm = Pick<DomainEventOf<'alarm'>, 'code' | 'message' | 'reason'>;

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

	#take({code, message, reason, active}: DomainEventOf<'alarm'>): void {
		if (active) this.#active.set(code, {code, message, reason});
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
		const flood = told('sip-flood', {calls, address});
		this.#say(flood, true);
		this.#cancel();
		this.#cancel = this.#clock.after(floodOverMs, () => this.#say(flood, false));
	}

	/** Of the box: nothing is told any more. */
	stop(): void {
		this.#cancel();
	}

	#say(flood: Told, active: boolean): void {
		this.#tell(alarmOf('sip-flood', flood, {at: this.#clock.now(), active}));
	}
}
