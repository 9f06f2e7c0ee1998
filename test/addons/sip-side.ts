import type {NativeEvent, NativeEventKind} from '../../addons/index.js';
import {Happenings, type WaitOptions} from '../support/happenings.js';
import type {Callee} from '../support/phone.js';
import type {Engine} from './options.js';

type Of<K extends NativeEventKind> = Extract<NativeEvent, {kind: K}>;
type LegEvent = Extract<NativeEvent, {leg: number}>;

/** What an engine tells of SIP, and where it takes calls. */
export class SipSide {
	readonly events = new Happenings<NativeEvent>();
	readonly #engine: Engine;

	constructor(engine: Engine) {
		this.#engine = engine;
	}

	take(events: readonly NativeEvent[]): void {
		for (const event of events) if (event.kind !== 'levels') this.events.add(event);
	}

	get callee(): Callee {
		return {address: '127.0.0.1', sip: this.#engine.ports()};
	}

	/** The first event of a kind that `matches`; from a position in `events.all` on. */
	async hears<K extends NativeEventKind>(kind: K, matches: (event: Of<K>) => boolean = () => true, options?: WaitOptions): Promise<Of<K>> {
		return this.events.waitFor(kind, (event): event is Of<K> => event.kind === kind && matches(event as Of<K>), options);
	}

	/** The first event of a kind about a leg. */
	async hearsOf<K extends LegEvent["kind"]>(leg: number, kind: K, options?: WaitOptions): Promise<Of<K>> {
		const matches = (event: NativeEvent): event is Of<K> => event.kind === kind && 'leg' in event && event.leg === leg;
		return this.events.waitFor(`${kind} of leg ${leg}`, matches, options);
	}

	/** Calls a URI from the box's own account. */
	call(uri: string, {trunk = 0, number = '', name = ''} = {}): number {
		return this.#engine.dial({uri, trunk, callerNumber: number, callerName: name});
	}
}
