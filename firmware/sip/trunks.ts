import type {Dialler, Leg} from '../call/index.js';
import {madeName, type TrunkId, type TrunkTestResult, type TrunkView} from '../contract/index.js';
import type {Origin, Party} from '../legs/index.js';
import type {Answered, SipPorts, TrunkEngine, TrunkSignal} from './ports.js';
import {ServerNames, type Resolve, type ServerName} from './server-names.js';
import {testTrunk} from './trunk-test.js';
import {accountOf, probeTimeoutMs, Trunk, type TrunkSetUp} from './trunk.js';
import {hostOf, serverUri} from './uris.js';

export type TrunksPorts = SipPorts & {
	engine: TrunkEngine;
	resolve: Resolve;
	/** Nobody outside of this machine is called. */
	isDemo: boolean;
};

/** A server that does not answer is given up by then, before the transaction is (RFC 3261, 17.1.1.2). */
const registerTimeoutMs = 12_000;

/** Ways to providers and telephone systems: which there are, how they do, and their calls. */
export class Trunks {
	readonly #ports: TrunksPorts;
	readonly #names: ServerNames;
	readonly #trunks = new Map<TrunkId, Trunk>();
	readonly #waiting = new Set<(signal: TrunkSignal) => void>();

	constructor(ports: TrunksPorts) {
		this.#ports = ports;
		this.#names = new ServerNames(ports.clock, ports.resolve, name => this.#resolved(name));
	}

	/** Begins with these. */
	start(setUps: readonly TrunkSetUp[]): void {
		for (const setUp of setUps) this.put(setUp);
	}

	stop(): void {
		this.#names.stop();
		for (const trunk of this.#trunks.values()) trunk.stop();
	}

	/** Adds a trunk, or sets it up anew; calls that are up go on. */
	put(setUp: TrunkSetUp): void {
		const trunk = this.#trunks.get(setUp.id) ?? new Trunk(setUp, this.#ports);
		this.#trunks.set(setUp.id, trunk);
		trunk.start(setUp);
		this.#followNames();
	}

	remove(id: TrunkId): void {
		this.#trunks.get(id)?.remove();
		this.#trunks.delete(id);
		this.#ports.tell({kind: 'trunk.removed', at: this.#ports.clock.now().toISOString(), trunk: id});
		this.#followNames();
	}

	/** By name. */
	view(): TrunkView[] {
		return [...this.#trunks.values()].map(trunk => trunk.view()).sort((a, b) => a.name.localeCompare(b.name));
	}

	/** The engine's word on a registration. */
	take(signal: TrunkSignal): void {
		const trunk = this.#trunks.get(signal.trunk);
		if (trunk?.setUp.kind !== 'register') return;
		for (const waiting of this.#waiting) waiting(signal);
		const before = trunk.condition.state;
		trunk.input({...signal, kind: 'told'});
		const {state, problem, status} = trunk.condition;
		if (state !== before) this.#ports.log.info({trunk: trunk.setUp.name, state, problem, status}, 'trunk');
	}

	/** What a trunk makes of a call that comes in; undefined when it is none of ours. */
	party({trunk: id, dialled}: Origin): Party | undefined {
		const trunk = id === null ? undefined : this.#trunkOf(id, dialled);
		if (!trunk) return undefined;
		const {name, number} = trunk.setUp;
		return {line: madeName('trunk', {name}), trunk: trunk.setUp.id, isFull: trunk.isFull, ...(number === '' ? {} : {dialled: number})};
	}

	/** A call that came in by a trunk. */
	count(id: TrunkId, leg: Leg): void {
		this.#trunks.get(id)?.count(leg);
	}

	/** None when the trunk makes no calls now. */
	diallers(id: TrunkId): readonly Dialler[] {
		const trunk = this.#trunks.get(id);
		return trunk?.isUsable ? [trunk] : [];
	}

	/** Whose calls come from which networks. */
	trusted(): {network: string; trunk: TrunkId}[] {
		const on = [...this.#trunks.values()].filter(({isOn}) => isOn);
		return on.flatMap(trunk => trunk.networks(name => this.#names.addressesOf(name)).map(network => ({network, trunk: trunk.setUp.id})));
	}

	/** Tries a trunk, also one that is switched off. Undefined: there is none. */
	async test(id: TrunkId): Promise<TrunkTestResult | undefined> {
		const trunk = this.#trunks.get(id);
		if (!trunk) return undefined;
		const {setUp} = trunk;
		if (trunk.condition.problem === 'demo') {
			return {ok: false, steps: [{name: 'name', ok: false, problem: 'demo', finding: trunk.view().detail, addresses: [], ms: null, status: null}]};
		}
		return testTrunk(setUp, {
			resolve: name => this.#names.look(name),
			probe: () => this.#probe(trunk),
			register: () => this.#register(trunk),
		});
	}

	/** One that is off is at the engine for the try alone; of one that registers, the registration sees to that. */
	async #probe({setUp, isOn}: Trunk): Promise<Answered> {
		const {engine} = this.#ports;
		const isForTry = !isOn && setUp.kind === 'address';
		if (isForTry) engine.putTrunk(setUp.id, accountOf(setUp));
		const answered = await engine.probe(setUp.id, serverUri(setUp), probeTimeoutMs);
		if (isForTry) engine.removeTrunk(setUp.id);
		return answered;
	}

	/** One that is off is registered for the try alone. */
	async #register(trunk: Trunk): Promise<TrunkSignal | undefined> {
		const {engine, clock} = this.#ports;
		const {setUp} = trunk;
		const told = new Promise<TrunkSignal | undefined>(resolve => {
			const settle = (signal: TrunkSignal | undefined) => {
				this.#waiting.delete(hear);
				cancel();
				resolve(signal);
			};
			const hear = (signal: TrunkSignal) => {
				if (signal.trunk === setUp.id && signal.state !== 'registering') settle(signal);
			};
			const cancel = clock.after(registerTimeoutMs, () => settle(undefined));
			this.#waiting.add(hear);
			engine.putTrunk(setUp.id, accountOf(setUp));
		});
		const signal = await told;
		if (!trunk.isOn) engine.removeTrunk(setUp.id);
		return signal;
	}

	/** Several accounts at one provider have the same addresses; then whose user was called tells. */
	#trunkOf(id: TrunkId, dialled: string): Trunk | undefined {
		const trunk = this.#trunks.get(id);
		if (!trunk || trunk.setUp.user === dialled) return trunk;
		const twins = [...this.#trunks.values()].filter(other => other.isOn && hostOf(other.setUp.host) === hostOf(trunk.setUp.host));
		return twins.find(({setUp}) => setUp.user !== '' && setUp.user === dialled) ?? trunk;
	}

	#followNames(): void {
		this.#names.watch([...this.#trunks.values()].filter(({isOn}) => isOn).flatMap(({names}) => names));
		this.#ports.admissionChanged();
	}

	#resolved(name: ServerName): void {
		const isKnown = (this.#names.addressesOf(name) ?? []).length > 0;
		const isOf = (trunk: Trunk) => trunk.names.at(-1)?.host === name.host && trunk.setUp.nameServer === name.nameServer;
		for (const trunk of this.#trunks.values()) if (isOf(trunk)) trunk.input({kind: 'name', isKnown});
		this.#ports.admissionChanged();
	}
}
