const rateHz = 8000;
const blockSamples = 160;

/** Samples of -1 … 1 at the microphone's rate, made into blocks of 20 ms of 16 bit little-endian sound at 8 kHz. What is above 4 kHz must be gone already. */
export class SpeechBlocks {
	readonly #step: number;
	#block = new DataView(new ArrayBuffer(2 * blockSamples));
	#filled = 0;
	/** Place of the next sample, counted from the first one of the next input; below 0: between the last one and that. */
	#position = 0;
	#last = 0;

	constructor(microphoneHz: number) {
		this.#step = microphoneHz / rateHz;
	}

	/** The blocks that are full with this. */
	push(input: Float32Array): ArrayBuffer[] {
		const full: ArrayBuffer[] = [];
		for (; this.#position <= input.length - 1; this.#position += this.#step) {
			const block = this.#put(this.#between(input));
			if (block) full.push(block);
		}
		this.#position -= input.length;
		this.#last = input.at(-1) ?? this.#last;
		return full;
	}

	#between(input: Float32Array): number {
		const before = Math.floor(this.#position);
		const part = this.#position - before;
		const one = before < 0 ? this.#last : input[before] ?? 0;
		return one + part * ((input[before + 1] ?? one) - one);
	}

	#put(sample: number): ArrayBuffer | undefined {
		this.#block.setInt16(2 * this.#filled, Math.max(-0x8000, Math.min(0x7fff, Math.round(sample * 0x8000))), true);
		this.#filled += 1;
		if (this.#filled < blockSamples) return undefined;
		const full = this.#block.buffer;
		this.#block = new DataView(new ArrayBuffer(2 * blockSamples));
		this.#filled = 0;
		return full;
	}
}
