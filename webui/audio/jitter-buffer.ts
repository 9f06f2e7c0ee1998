/** Sound waits here for so long before it is played, so that what comes unevenly is heard evenly. */
const startMs = 60;
/** More is never waited: what is older is left out. */
const mostMs = 240;
const rateHz = 8000;
const startSamples = rateHz * startMs / 1000;
const mostSamples = rateHz * mostMs / 1000;

/** 16 bit little-endian sound at 8 kHz as it comes from the network, made into samples of -1 … 1 as they are played. */
export class JitterBuffer {
	#samples: number[] = [];
	#playing = false;
	/** The first half of a sample whose second one is still to come. */
	#half: number | undefined;

	push(bytes: Uint8Array): void {
		for (const byte of bytes) this.#take(byte);
		const surplus = this.#samples.length - mostSamples;
		if (surplus > 0) this.#samples.splice(0, this.#samples.length - startSamples);
	}

	/** Fills the whole of it; with silence where there is nothing to play. */
	pull(output: Float32Array): void {
		this.#playing ||= this.#samples.length >= startSamples;
		const played = this.#playing ? this.#samples.splice(0, output.length) : [];
		output.fill(0);
		output.set(played);
		this.#playing &&= played.length === output.length;
	}

	#take(byte: number): void {
		if (this.#half === undefined) {
			this.#half = byte;
			return;
		}
		const value = this.#half | byte << 8;
		this.#half = undefined;
		this.#samples.push((value >= 0x8000 ? value - 0x10000 : value) / 0x8000);
	}
}
