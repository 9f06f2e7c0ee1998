import type {Clock} from '../lib/clock.js';
import {isAddress} from './networks.js';

/** All IPv4 addresses that a name stands for; none when there is no such name. Never rejects. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const freshMs = 5 * 60_000;

/** The addresses of servers, looked up in the background and again every five minutes. */
export class ServerNames {
	readonly #clock: Clock;
	readonly #resolve: Resolve;
	readonly #changed: (host: string) => void;
	readonly #addresses = new Map<string, readonly string[]>();
	#hosts: ReadonlySet<string> = new Set();
	#cancel: () => void = () => undefined;

	/** `changed` is called whenever a name was looked up with another result than before, and after the first time. */
	constructor(clock: Clock, resolve: Resolve, changed: (host: string) => void) {
		this.#clock = clock;
		this.#resolve = resolve;
		this.#changed = changed;
	}

	/** These names and no others from now on. */
	watch(hosts: readonly string[]): void {
		const before = this.#hosts;
		this.#hosts = new Set(hosts);
		for (const host of this.#addresses.keys()) if (!this.#hosts.has(host)) this.#addresses.delete(host);
		for (const host of this.#hosts) if (!before.has(host)) void this.#look(host);
		this.#arm();
	}

	/** Undefined: not looked up yet. */
	addressesOf(host: string): readonly string[] | undefined {
		return isAddress(host) ? [host] : this.#addresses.get(host);
	}

	/** Now. */
	async look(host: string): Promise<readonly string[]> {
		return isAddress(host) ? [host] : this.#resolve(host);
	}

	stop(): void {
		this.#cancel();
		this.#hosts = new Set();
	}

	#arm(): void {
		this.#cancel();
		this.#cancel = this.#clock.after(freshMs, () => {
			for (const host of this.#hosts) void this.#look(host);
			this.#arm();
		});
	}

	async #look(host: string): Promise<void> {
		if (isAddress(host)) return;
		const addresses = [...await this.#resolve(host)].sort();
		if (!this.#hosts.has(host)) return;
		const before = this.#addresses.get(host);
		this.#addresses.set(host, addresses);
		if (before?.join() !== addresses.join()) this.#changed(host);
	}
}
