import type {Caller} from '../call/index.js';
import type {ConferenceId} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import {Lru} from './lru.js';

/** What a source may do: try, try after a wait, or nothing for now. */
export type Verdict = {kind: 'ask'} | {kind: 'delay'; ms: number} | {kind: 'refuse'};

/** Who tries to get in where. */
export type Attempt = {readonly caller: Pick<Caller, 'source' | 'number'>; readonly conference: ConferenceId};

/** `known`: the right PIN, and none of this conference gives more; `guest`: the right PIN, though another one gives more. */
export type Outcome = 'wrong' | 'guest' | 'known' | 'unchecked';

/** A PIN that may be looked at after the verdict's wait. It counts as wrong until it is settled: calls made side by side gain nothing. */
export type Check = {readonly verdict: Verdict; settle(outcome: Outcome): void};

export type Limits = {windowMs: number; freeTries: number; mostTries: number; conferenceTries: number; strangersAtOnce: number; sources: number};

const usual: Limits = {windowMs: 600_000, freeTries: 6, mostTries: 12, conferenceTries: 30, strangersAtOnce: 8, sources: 10_000};
const longestWaitMs = 30_000;
const sourceWaitMs = 2000;
const conferenceWaitMs = 3000;

type Failure = {readonly conference: ConferenceId; readonly atMs: number};

/**
 * Slows down those who guess PINs, across calls. A source (network address and caller ID) that fails often waits longer and longer and is
 * then refused until its failures are older than the window. A conference that is guessed at by many makes strangers wait, but whoever has
 * the right PIN enters after it, and who entered before does not wait at all.
 */
export class PinThrottle {
	readonly #clock: Pick<Clock, 'monotonic'>;
	readonly #limits: Limits;
	readonly #sources: Lru<readonly Failure[]>;
	readonly #conferences: Lru<readonly Failure[]>;
	/** Apart from the failures, so that a flood of strangers can't make the box forget its friends. */
	readonly #friends: Lru<true>;
	/** Strangers whose check waits now, by conference and network address: a thousand calls with forged caller IDs gain no more than these. */
	readonly #waiting = new Map<string, number>();

	constructor(clock: Pick<Clock, 'monotonic'>, limits: Partial<Limits> = {}) {
		this.#clock = clock;
		this.#limits = {...usual, ...limits};
		this.#sources = new Lru(this.#limits.sources);
		this.#conferences = new Lru(this.#limits.sources);
		this.#friends = new Lru(this.#limits.sources);
	}

	/** How many sources are remembered. */
	get remembered(): number {
		return this.#sources.size;
	}

	verdict(attempt: Attempt): Verdict {
		const failures = this.#recent(this.#sources, sourceKey(attempt)).length;
		if (failures >= this.#limits.mostTries) return {kind: 'refuse'};
		const ms = Math.max(this.#sourceWaitMs(failures), this.#conferenceWaitMs(attempt));
		return ms === 0 ? {kind: 'ask'} : {kind: 'delay', ms};
	}

	/** A refused check is not counted: else a caller who keeps trying would never be let in again. */
	begin(attempt: Attempt): Check {
		const verdict = this.verdict(attempt);
		if (verdict.kind === 'refuse') return {verdict, settle: () => undefined};
		const leave = this.#joinCrowd(attempt);
		if (!leave) return {verdict: {kind: 'refuse'}, settle: () => undefined};
		const failure = {conference: attempt.conference, atMs: this.#clock.monotonic()};
		this.#add(this.#sources, sourceKey(attempt), failure);
		this.#add(this.#conferences, attempt.conference, failure);
		return {verdict, settle: outcome => {
			leave();
			this.#settle({...attempt, failure}, outcome);
		}};
	}

	/** At a conference that is guessed at, only so many strangers from one address are heard at once; undefined when there is no room. */
	#joinCrowd(attempt: Attempt): (() => void) | undefined {
		if (this.#conferenceWaitMs(attempt) === 0) return () => undefined;
		const key = `${attempt.conference} ${attempt.caller.source}`;
		const waiting = this.#waiting.get(key) ?? 0;
		if (waiting >= this.#limits.strangersAtOnce) return undefined;
		this.#waiting.set(key, waiting + 1);
		return () => {
			const left = (this.#waiting.get(key) ?? 1) - 1;
			if (left === 0) this.#waiting.delete(key);
			else this.#waiting.set(key, left);
		};
	}

	#settle(attempt: Attempt & {failure: Failure}, outcome: Outcome): void {
		if (outcome === 'wrong') return;
		this.#remove(this.#conferences, attempt.conference, failure => failure === attempt.failure);
		// Who knows one PIN must not wipe out failures at another conference with it, or those made in search of the leader's.
		this.#remove(this.#sources, sourceKey(attempt), failure =>
			failure === attempt.failure || (outcome === 'known' && failure.conference === attempt.conference));
		if (outcome !== 'unchecked') this.#friends.set(friendKey(attempt), true);
	}

	#sourceWaitMs(failures: number): number {
		const over = failures - this.#limits.freeTries;
		return over < 0 ? 0 : Math.min(longestWaitMs, sourceWaitMs * 2 ** over);
	}

	/** Doubles with every further half of what the conference bears, so that many lines at once gain little. */
	#conferenceWaitMs(attempt: Attempt): number {
		const {conferenceTries} = this.#limits;
		const failures = this.#recent(this.#conferences, attempt.conference).length;
		if (failures <= conferenceTries || this.#friends.get(friendKey(attempt))) return 0;
		return Math.min(longestWaitMs, conferenceWaitMs * 2 ** Math.floor(Math.log2(failures / conferenceTries)));
	}

	#recent(table: Lru<readonly Failure[]>, key: string): readonly Failure[] {
		const sinceMs = this.#clock.monotonic() - this.#limits.windowMs;
		return table.get(key)?.filter(({atMs}) => atMs > sinceMs) ?? [];
	}

	/** Beyond ten times what a conference bears the wait does not grow, so older failures need not be kept. */
	#add(table: Lru<readonly Failure[]>, key: string, failure: Failure): void {
		const most = this.#limits.conferenceTries * 10;
		table.set(key, [...this.#recent(table, key), failure].slice(-most));
	}

	#remove(table: Lru<readonly Failure[]>, key: string, unwanted: (failure: Failure) => boolean): void {
		const left = this.#recent(table, key).filter(failure => !unwanted(failure));
		if (left.length === 0) table.delete(key);
		else table.set(key, left);
	}
}

const sourceKey = ({caller}: Attempt): string => `${caller.source} ${caller.number}`;
const friendKey = (attempt: Attempt): string => `${attempt.conference} ${sourceKey(attempt)}`;
