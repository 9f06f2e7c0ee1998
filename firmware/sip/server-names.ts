import type {Clock} from '../lib/clock.js';
import {isAddress} from './networks.js';

/** `nameServer`: whom to ask for it, an IPv4 address and perhaps a port; empty: those of this network. */
export type ServerName = {readonly host: string; readonly nameServer: string};
/** All IPv4 addresses that a name stands for; none when there is no such name. Never rejects. */
export type Resolve = (name: ServerName) => Promise<readonly string[]>;

const freshMs = 5 * 60_000;

/** The addresses of servers, looked up in the background and again every five minutes. */
export class ServerNames {
	readonly #clock: Clock;
	readonly #resolve: Resolve;
	readonly #changed: (name: ServerName) => void;
	readonly #addresses = new Map<string, readonly string[]>();
	#names: ReadonlyMap<string, ServerName> = new Map();
	#cancel: () => void = () => undefined;

	/** `changed` is called whenever a name was looked up with another result than before, and after the first time. */
	constructor(clock: Clock, resolve: Resolve, changed: (name: ServerName) => void) {
		this.#clock = clock;
		this.#resolve = resolve;
		this.#changed = changed;
	}

	/** These names and no others from now on. */
	watch(names: readonly ServerName[]): void {
		const before = this.#names;
		this.#names = new Map(names.map(name => [keyOf(name), name]));
		for (const key of this.#addresses.keys()) if (!this.#names.has(key)) this.#addresses.delete(key);
		for (const [key, name] of this.#names) if (!before.has(key)) void this.#look(name);
		this.#arm();
	}

	/** Undefined: not looked up yet. */
	addressesOf(name: ServerName): readonly string[] | undefined {
		return isAddress(name.host) ? [name.host] : this.#addresses.get(keyOf(name));
	}

	/** Now. */
	async look(name: ServerName): Promise<readonly string[]> {
		return isAddress(name.host) ? [name.host] : this.#resolve(name);
	}

	stop(): void {
		this.#cancel();
		this.#names = new Map();
	}

	#arm(): void {
		this.#cancel();
		this.#cancel = this.#clock.after(freshMs, () => {
			for (const name of this.#names.values()) void this.#look(name);
			this.#arm();
		});
	}

	async #look(name: ServerName): Promise<void> {
		if (isAddress(name.host)) return;
		const key = keyOf(name);
		const addresses = [...await this.#resolve(name)].sort();
		if (!this.#names.has(key)) return;
		const before = this.#addresses.get(key);
		this.#addresses.set(key, addresses);
		if (before?.join() !== addresses.join()) this.#changed(name);
	}
}

const keyOf = ({host, nameServer}: ServerName): string => `${host} ${nameServer}`;
