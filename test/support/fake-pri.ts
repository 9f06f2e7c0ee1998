import type {PriMedia, PriSignal, Setup} from '../../firmware/lines/pri/index.js';
import type {SpanConfig} from '../../firmware/contract/index.js';
import type {LineMedia} from '../../firmware/lines/index.js';

type SpanFacts = ReturnType<LineMedia['spans']>[number];

/** An E1 with its D channel at 16, or a T1 with it at 24. */
export function primaryRateCard(type: 'E1' | 'T1' = 'E1'): SpanFacts {
	const [most, data] = type === 'E1' ? [31, 16] : [24, 24];
	const channels = Array.from({length: most}, (_, index) => {
		const position = index + 1;
		return {channel: 100 + position, position, name: `TE2/0/1/${position}`, kind: position === data ? 'data' as const : 'bearer' as const};
	});
	return {span: 1, name: 'TE2/0/1', description: 'T2XXP card 0 span 1', type, alarms: [], clock: 'line', channels};
}

export const spanConfig: SpanConfig = {
	name: '', enabled: true, switchType: 'euroisdn', side: 'user', overlap: true, inboundNumbers: [], lastDigits: 4, otherwise: null,
	outgoing: true, callerNumber: '', receiveGainDb: 0, transmitGainDb: 0, echo: 'auto',
};

/** The far end of a D channel, in the hands of the test: what the box says is written down. */
export class FakePri implements PriMedia {
	readonly said: string[] = [];
	readonly setups: Setup[] = [];
	/** RESTARTs are confirmed as they come. */
	confirms = true;
	#listener: (signal: PriSignal) => void = () => undefined;
	#calls = 0;
	#incoming = -1;

	tell(signal: PriSignal): void {
		this.#listener(signal);
	}

	/** A call to the box; answers its number. */
	ring(called: string, {channel = 1, flexible = true, calling = '0301234', complete = true, voice = true} = {}): number {
		this.#incoming += 2;
		const call = this.#incoming;
		this.tell({kind: 'pri.setup', call, channel, flexible, called, calling, callingName: 'Ann', complete, voice});
		return call;
	}

	/** What was said since this was last asked. */
	heard(): string[] {
		return this.said.splice(0);
	}

	open(options: Parameters<PriMedia['open']>[0], listener: (signal: PriSignal) => void): number {
		this.said.push(`open ${options.dChannel} ${options.switchType} ${options.side}`);
		this.#listener = listener;
		return 1;
	}

	setUp(setup: Setup): number | undefined {
		this.#calls += 2;
		this.setups.push(setup);
		this.said.push(`setup ${this.#calls} ${setup.called} on ${setup.channel}${setup.exclusive ? ' only' : ''}`);
		return this.#calls;
	}

	restart(_span: number, channel: number): boolean {
		if (this.confirms) this.tell({kind: 'pri.restarted', channel});
		else this.said.push(`restart ${channel}`);
		return true;
	}

	readonly close = () => void this.said.push('close');
	readonly moreDigits = (call: number, channel: number) => this.#note(`more ${call} ${channel}`);
	readonly digits = (call: number, digits: string) => this.#note(`digits ${call} ${digits}`);
	readonly proceed = (call: number, channel: number) => this.#note(`proceed ${call} ${channel}`);
	readonly alert = (call: number, channel: number) => this.#note(`alert ${call} ${channel}`);
	readonly progress = (call: number, channel: number) => this.#note(`progress ${call} ${channel}`);
	readonly answer = (call: number, channel: number) => this.#note(`answer ${call} ${channel}`);
	readonly hangUp = (call: number, cause: number) => this.#note(`hang up ${call} ${cause}`);

	#note(what: string): boolean {
		this.said.push(what);
		return true;
	}
}
