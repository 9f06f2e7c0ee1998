import type {Dialler, Leg, OutgoingCall} from '../call/index.js';
import {hideSecrets, madeName, trunkInput, type TrunkId, type TrunkInput, type TrunkView} from '../contract/index.js';
import {cidrOf, isAddress, isIn} from './networks.js';
import type {SipPorts, TrunkAccount, TrunkEngine} from './ports.js';
import type {ServerName} from './server-names.js';
import {sentenceOf} from './trunk-problem.js';
import {isUsable, newTrunk, stepTrunk, type TrunkCondition, type TrunkInputEvent} from './trunk-state.js';
import {hostOf, numberUri, serverUri} from './uris.js';

export type TrunkSetUp = TrunkInput & {id: TrunkId};
export type TrunkPorts = Pick<SipPorts, 'clock' | 'tell' | 'dial'> & {engine: TrunkEngine; isDemo: boolean};

const probeEveryMs = 60_000;
export const probeTimeoutMs = 4000;
const loopback = '127.0.0.0/8';

/** One trunk: its account at the engine, how it does, and its calls. */
export class Trunk implements Dialler {
	readonly #ports: TrunkPorts;
	readonly #calls = new Set<Leg>();
	#setUp: TrunkSetUp;
	#condition: TrunkCondition = newTrunk;
	#since: Date;
	#heardAt: Date;
	#cancelProbe: () => void = () => undefined;

	constructor(setUp: TrunkSetUp, ports: TrunkPorts) {
		this.#setUp = setUp;
		this.#ports = ports;
		this.#since = ports.clock.now();
		this.#heardAt = this.#since;
	}

	get setUp(): TrunkSetUp {
		return this.#setUp;
	}

	get condition(): TrunkCondition {
		return this.#condition;
	}

	/** Whose addresses are this trunk's. */
	get names(): readonly ServerName[] {
		const {host, outboundProxy, nameServer} = this.#setUp;
		return [host, outboundProxy].filter(server => server !== '').map(server => ({host: hostOf(server), nameServer}));
	}

	/** It may be used: it is switched on, and not kept in by a demo. */
	get isOn(): boolean {
		return this.#condition.state !== 'off';
	}

	get isFull(): boolean {
		const {maxCalls} = this.#setUp;
		return maxCalls !== null && this.#calls.size >= maxCalls;
	}

	/** Begins with this set-up, or goes on with it. */
	start(setUp: TrunkSetUp): void {
		const wasOn = this.isOn;
		this.#setUp = setUp;
		this.#cancelProbe();
		this.input({kind: 'set-up', trunk: setUp, isDemo: this.#ports.isDemo && !this.#staysInside()});
		if (this.isOn) this.connect();
		else if (wasOn) this.#ports.engine.removeTrunk(setUp.id);
	}

	/** Registers anew, or asks whether the server is there. */
	connect(): void {
		this.#ports.engine.putTrunk(this.#setUp.id, accountOf(this.#setUp));
		if (this.#setUp.kind === 'address') void this.#probe();
	}

	stop(): void {
		this.#cancelProbe();
	}

	remove(): void {
		this.stop();
		this.#condition = newTrunk;
		this.#ports.engine.removeTrunk(this.#setUp.id);
	}

	input(input: TrunkInputEvent): void {
		const before = this.#condition;
		this.#condition = stepTrunk(before, input);
		if (input.kind === 'told') this.#heardAt = this.#ports.clock.now();
		if (before.state !== this.#condition.state || input.kind === 'set-up') this.#since = this.#ports.clock.now();
		if (before !== this.#condition || input.kind === 'set-up') this.tell();
	}

	tell(): void {
		this.#ports.tell({kind: 'trunk.changed', at: this.#ports.clock.now().toISOString(), trunk: this.view()});
	}

	view(): TrunkView {
		const {state, problem, status, expiresSeconds} = this.#condition;
		const expiresAt = expiresSeconds === 0 ? null : new Date(this.#heardAt.getTime() + expiresSeconds * 1000).toISOString();
		return {
			...hideSecrets(trunkInput, this.#setUp), id: this.#setUp.id, state, problem, status, expiresAt,
			detail: sentenceOf(problem, {...this.#setUp, ...this.#condition}), since: this.#since.toISOString(), calls: this.#calls.size,
		};
	}

	/** A call of this trunk, whichever way. */
	count(leg: Leg): void {
		this.#calls.add(leg);
		this.tell();
		leg.ended.addEventListener('abort', () => {
			this.#calls.delete(leg);
			if (this.isOn) this.tell();
		}, {once: true});
	}

	get isUsable(): boolean {
		return isUsable(this.#condition);
	}

	dial({number, called, callerNumber, callerName}: OutgoingCall): Leg | undefined {
		const {id, name, kind, callerNumber: own} = this.#setUp;
		if (!this.isUsable || this.isFull) return undefined;
		// A provider refuses callers whose number is not of the account.
		const from = own !== '' ? own : kind === 'register' ? '' : callerNumber;
		const leg = this.#ports.dial({
			called, name: '', line: madeName('trunk', {name}), source: id,
			targets: [{uri: numberUri(number, this.#setUp), trunk: id, callerNumber: from, callerName}],
		});
		if (leg) this.count(leg);
		return leg;
	}

	/** Networks whose calls are this trunk's. */
	networks(addressesOf: (name: ServerName) => readonly string[] | undefined): string[] {
		const {trusted} = this.#setUp;
		const resolved = this.names.flatMap(name => addressesOf(name) ?? []);
		return [...new Set([...trusted, ...resolved].map(cidrOf))];
	}

	/** Of a demo, that calls nobody else. */
	#staysInside(): boolean {
		return this.names.every(({host}) => host === 'localhost' || isAddress(host) && isIn(host, loopback));
	}

	async #probe(): Promise<void> {
		const asked = this.#setUp;
		this.#cancelProbe = this.#ports.clock.after(probeEveryMs, () => void this.#probe());
		const {status, reason, certificate} = await this.#ports.engine.probe(asked.id, serverUri(asked), probeTimeoutMs);
		if (asked === this.#setUp) this.input({kind: 'probed', status, reason, certificate});
	}
}

export function accountOf({host, transport, user, authUser, password, outboundProxy, nameServer, expiresSeconds, srtp, authorities, authority, kind}: TrunkInput): TrunkAccount {
	return {host, transport, user, authUser, password, outboundProxy, nameServer, expiresSeconds, srtp, authorities, authority, register: kind === 'register'};
}
