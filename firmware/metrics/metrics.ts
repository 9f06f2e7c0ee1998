import {Counter, collectDefaultMetrics, Registry} from 'prom-client';
import type {DomainEvent} from '../contract/index.js';
import {measureBox} from './box-metrics.js';
import type {MetricSources} from './sources.js';

/** The figures of the box for Prometheus, in its text format 0.0.4. Labels tell of kinds and of what the admin named, never of people. */
export class Metrics {
	readonly #sources: MetricSources;
	readonly #registry = new Registry();
	readonly #unsubscribe: () => void;
	readonly #ended: Counter;
	readonly #wrongPins: Counter;
	readonly #requests: Counter;
	#isComplete = false;

	/** Counts from here on. */
	constructor(sources: MetricSources) {
		this.#sources = sources;
		const registers = [this.#registry];
		this.#ended = new Counter({name: 'partyline_calls_ended_total', help: 'Calls that ended, by how.', labelNames: ['direction', 'outcome'], registers});
		this.#wrongPins = new Counter({name: 'partyline_wrong_pins_total', help: 'Wrong PINs keyed.', labelNames: ['throttled'], registers});
		this.#requests = new Counter({name: 'partyline_http_requests_total', help: 'HTTP requests answered, by class of status.', labelNames: ['status'], registers});
		measureBox(this.#registry, sources);
		this.#unsubscribe = sources.events.subscribe(event => this.#take(event));
	}

	/** An HTTP request was answered with this status. */
	readonly answered = (status: number): void => this.#requests.inc({status: `${Math.floor(status / 100)}xx`});

	/** Undefined: the settings don't want it. */
	readonly text = async (): Promise<{contentType: string; text: string} | undefined> => {
		if (!this.#sources.isEnabled()) return undefined;
		this.#measureProcess();
		return {contentType: this.#registry.contentType, text: await this.#registry.metrics()};
	};

	stop(): void {
		this.#unsubscribe();
		this.#registry.clear();
	}

	/** Watching the event loop costs something; nobody pays before he looks. */
	#measureProcess(): void {
		if (this.#isComplete) return;
		this.#isComplete = true;
		collectDefaultMetrics({register: this.#registry});
	}

	#take(event: DomainEvent): void {
		if (event.kind === 'call.ended') this.#ended.inc({direction: event.call.direction, outcome: event.call.outcome ?? 'failed'});
		if (event.kind === 'pin.refused') this.#wrongPins.inc({throttled: event.throttled ? 'yes' : 'no'});
	}
}
