import type {DynamicConference} from '../../firmware/contract/index.js';
import type {Claim, DynamicNumbers} from '../../firmware/ivr/index.js';

type Held = {kind: 'claimed'; waiting: (() => void)[]} | {kind: 'running'; conference: DynamicConference; pin: string | null};

/** The numbers of one dynamic conference, without rooms. */
export class FakeNumbers implements DynamicNumbers {
	readonly #held = new Map<string, Held>();

	/** Numbers that somebody has claimed and neither opened nor released. */
	get claimed(): string[] {
		return [...this.#held].filter(([, {kind}]) => kind === 'claimed').map(([number]) => number);
	}

	pinOf(number: string): string | null | undefined {
		const held = this.#held.get(number);
		return held?.kind === 'running' ? held.pin : undefined;
	}

	run(number: string, conference: DynamicConference, pin: string | null): void {
		this.#held.set(number, {kind: 'running', conference, pin});
	}

	end(number: string): void {
		this.#held.delete(number);
	}

	running(number: string): DynamicConference | undefined {
		const held = this.#held.get(number);
		return held?.kind === 'running' ? held.conference : undefined;
	}

	async claim(conference: DynamicConference, number: string, signal: AbortSignal): Promise<Claim> {
		for (let held = this.#held.get(number); held && !signal.aborted; held = this.#held.get(number)) {
			if (held.kind === 'running') return {kind: 'exists', pin: held.pin, runs: () => this.#held.get(number) === held};
			await turn(held.waiting, signal);
		}
		return signal.aborted ? {kind: 'aborted'} : this.#yours(conference, number);
	}

	#yours(conference: DynamicConference, number: string): Claim {
		const held: Held = {kind: 'claimed', waiting: []};
		this.#held.set(number, held);
		const settle = (then: () => void) => {
			this.#held.delete(number);
			then();
			for (const wake of held.waiting) wake();
		};
		return {
			kind: 'yours',
			open: pin => settle(() => this.run(number, conference, pin)),
			release: () => settle(() => undefined),
		};
	}
}

async function turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
	await new Promise<void>(resolve => {
		const wake = () => {
			signal.removeEventListener('abort', wake);
			resolve();
		};
		waiting.push(wake);
		signal.addEventListener('abort', wake, {once: true});
	});
}
