import type {Ask, Destination, IvrDestination, Stage} from '../../firmware/call/index.js';
import type {Conference, ConferenceId, Language, LegId} from '../../firmware/contract/index.js';
import {ivrStage, PinThrottle} from '../../firmware/ivr/index.js';
import {FakeLeg} from './fake-leg.js';
import {FakeNumbers} from './fake-numbers.js';
import {ManualClock} from './manual-clock.js';

type Refused = {leg: LegId; conference: ConferenceId; throttled: boolean};

/** A caller at the questions, and where they lead him. */
export type Questioned = {leg: FakeLeg; reached: Promise<Destination>; destination: () => Destination | undefined};

/** A box with nothing but its questions: three tries, 8 s for the first digit, 4 s for the next. */
export class Door {
	readonly clock = new ManualClock();
	readonly numbers = new FakeNumbers();
	readonly throttle = new PinThrottle(this.clock);
	readonly refused: Refused[] = [];
	readonly stage: Stage<IvrDestination>;

	constructor({conferences = [], language = 'en'}: {conferences?: readonly Conference[]; language?: Language} = {}) {
		this.stage = ivrStage({
			clock: this.clock,
			numbers: this.numbers,
			throttle: this.throttle,
			settings: () => ({
				box: {name: 'Box', language, timeZone: 'UTC'},
				entry: {portal: '8888', pinTries: 3, firstDigitSeconds: 8, nextDigitSeconds: 4},
			}),
			conferences: () => conferences,
			refused: (leg, conference, throttled) => this.refused.push({leg: leg.id, conference, throttled}),
		});
	}

	/** A call comes in; `ahead` are keys that were pressed before the first word. */
	call(ask: Ask, {ahead = '', number = '555'}: {ahead?: string; number?: string} = {}): Questioned {
		const leg = new FakeLeg(this.clock, {number});
		leg.press(ahead);
		let destination: Destination | undefined;
		const reached = this.stage(leg, {kind: 'ivr', ask}, leg.ended).then(end => destination = end);
		return {leg, reached, destination: () => destination};
	}
}
