type Parts<State, Input, Effect> = {
	state: State;
	step: (state: State, input: Input) => {state: State; effects: readonly Effect[]};
	perform: (effect: Effect) => void;
	/** After each input and its effects. */
	stepped: () => void;
};

/** Runs a pure machine: one input at a time; what its effects cause waits its turn. */
export class Machine<State, Input, Effect> {
	readonly #parts: Parts<State, Input, Effect>;
	readonly #inputs: Input[] = [];
	#stepping = false;
	#state: State;

	constructor(parts: Parts<State, Input, Effect>) {
		this.#parts = parts;
		this.#state = parts.state;
	}

	get state(): State {
		return this.#state;
	}

	input(input: Input): void {
		this.#inputs.push(input);
		if (this.#stepping) return;
		this.#stepping = true;
		try {
			for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) this.#take(next);
		} finally {
			this.#stepping = false;
		}
	}

	#take(input: Input): void {
		const {state, effects} = this.#parts.step(this.#state, input);
		this.#state = state;
		for (const effect of effects) this.#parts.perform(effect);
		this.#parts.stepped();
	}
}
