import type {CallOutcome, LegId, TrunkId} from '../contract/index.js';
import type {EngineLeg} from './engine-leg.js';
import {stepFork, type ForkEffect, type ForkInput, type ForkState} from './fork.js';

/** One place where somebody is called. `trunk` null: by the box's own account, as phones that registered are. */
export type SipTarget = {uri: string; trunk: TrunkId | null; callerNumber: string; callerName: string};

/** What calls out need of the engine. */
export interface DiallingMedia {
	/** Undefined: the engine takes no more calls. */
	dial(target: SipTarget): LegId | undefined;
	/** From now on what `branch` was goes by the id `leg`. */
	adopt(branch: LegId, leg: LegId): void;
	hangUp(leg: LegId, status: number, reason: string): void;
}

export type BranchSignal = ForkInput | {kind: 'media'; branch: LegId; codec: string; encrypted: boolean};

/** A call that the box makes by SIP, from its INVITEs to the answer; then its leg is as every other. */
export class OutgoingCalls {
	readonly #media: DiallingMedia;
	readonly #forks = new Map<LegId, Fork>();

	constructor(media: DiallingMedia) {
		this.#media = media;
	}

	/** Calls all targets at once. False when none could be called. */
	start(targets: readonly SipTarget[], leg: EngineLeg, up: () => void): boolean {
		const branches = targets.map(target => this.#media.dial(target)).filter(branch => branch !== undefined);
		if (branches.length === 0) return false;
		const fork = new Fork({leg, branches, media: this.#media, up, forget: branch => this.#forks.delete(branch)});
		for (const branch of branches) this.#forks.set(branch, fork);
		return true;
	}

	/** False: this is no call that is being made. */
	take(signal: BranchSignal & {branch: LegId}): boolean {
		const fork = this.#forks.get(signal.branch);
		fork?.take(signal);
		return fork !== undefined;
	}

	/** Gives up a call that is being made. False: this leg is not. */
	hangUp(leg: LegId, outcome: CallOutcome): boolean {
		const fork = [...this.#forks.values()].find(candidate => candidate.isOf(leg));
		fork?.hangUp(outcome);
		return fork !== undefined;
	}
}

type ForkParts = {leg: EngineLeg; branches: readonly LegId[]; media: DiallingMedia; up: () => void; forget: (branch: LegId) => void};

class Fork {
	readonly #parts: ForkParts;
	readonly #codecs = new Map<LegId, {codec: string; encrypted: boolean}>();
	#state: ForkState;
	#reason = '';

	constructor(parts: ForkParts) {
		this.#parts = parts;
		this.#state = {kind: 'calling', branches: parts.branches, rang: false, statuses: []};
	}

	isOf(leg: LegId): boolean {
		return this.#parts.leg.id === leg && (this.#state.kind === 'calling' || this.#state.kind === 'ending');
	}

	take(signal: BranchSignal & {branch: LegId}): void {
		if (signal.kind === 'media') this.#codecs.set(signal.branch, {codec: signal.codec, encrypted: signal.encrypted});
		else this.#input(signal);
		if (signal.kind === 'ended') this.#parts.forget(signal.branch);
	}

	hangUp(outcome: CallOutcome): void {
		this.#reason = outcome;
		this.#input({kind: 'hang-up'});
	}

	#input(input: ForkInput): void {
		const {state, effects} = stepFork(this.#state, input);
		this.#state = state;
		for (const effect of effects) this.#perform(effect);
	}

	#perform(effect: ForkEffect): void {
		const {leg, media, up, forget} = this.#parts;
		switch (effect.kind) {
			case 'tell-alerting': return leg.take({kind: 'alerting'});
			case 'cancel': return media.hangUp(effect.branch, 487, this.#reason);
			case 'finish': return leg.finish(effect.by, effect.outcome);
			case 'adopt': {
				forget(effect.branch);
				media.adopt(effect.branch, leg.id);
				up();
				leg.take({kind: 'answered'});
				const codec = this.#codecs.get(effect.branch);
				if (codec) leg.take({kind: 'codec', ...codec});
			}
		}
	}
}
