import type {Leg} from '../call/index.js';
import type {Conference, ConferenceId, DynamicConference, Settings} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {PinThrottle} from './throttle.js';

/**
 * What became of a caller's claim on a conference number.
 * `exists`: the conference runs; whoever knows its PIN may come in for as long as it `runs`: another one may take its number.
 * `yours`: nobody has it, and until `open` or `release` nobody else gets it. `open` is called last of all, in the same turn as the caller goes
 * on to the room; the number then lasts until its room has emptied.
 */
export type Claim =
	| {kind: 'exists'; pin: string | null; runs(): boolean}
	| {kind: 'yours'; open(pin: string | null): void; release(): void}
	| {kind: 'aborted'};

/** The numbers of the dynamic conferences that run now or are being created. */
export interface DynamicNumbers {
	/** Waits while another caller is choosing the PIN of this number; the signal ends the wait with `aborted`. */
	claim(conference: DynamicConference, number: string, signal: AbortSignal): Promise<Claim>;
	/** Whose number this is now; undefined when no conference runs under it. */
	running(number: string): DynamicConference | undefined;
}

export type IvrPorts = {
	readonly clock: Clock;
	readonly numbers: DynamicNumbers;
	readonly throttle: PinThrottle;
	settings(): Pick<Settings, 'box' | 'entry'>;
	conferences(): readonly Conference[];
	/** A PIN was wrong, or (`throttled`) was not even looked at. Which PIN it was is told to nobody. */
	refused(leg: Leg, conference: ConferenceId, throttled: boolean): void;
};
