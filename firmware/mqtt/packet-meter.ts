type State = {kind: 'type'} | {kind: 'length'; value: number; shift: number} | {kind: 'body'; left: number};

/** Follows the packets of a stream of bytes by their fixed headers alone (MQTT 3.1.1, 2.2). */
export class PacketMeter {
	readonly #maxBytes: number;
	#state: State = {kind: 'type'};

	/** `maxBytes`: of what follows the fixed header. */
	constructor(maxBytes: number) {
		this.#maxBytes = maxBytes;
	}

	/** False: a packet that begins here is too long, or its length is none. */
	take(bytes: Uint8Array): boolean {
		let at = 0;
		while (at < bytes.length) {
			if (this.#state.kind === 'body') {
				const here = Math.min(this.#state.left, bytes.length - at);
				at += here;
				this.#state = this.#state.left === here ? {kind: 'type'} : {kind: 'body', left: this.#state.left - here};
			} else if (!this.#header(bytes[at++] ?? 0)) return false;
		}
		return true;
	}

	#header(byte: number): boolean {
		if (this.#state.kind !== 'length') {
			this.#state = {kind: 'length', value: 0, shift: 0};
			return true;
		}
		const {shift} = this.#state;
		const value = this.#state.value + (byte & 0x7f) * 2 ** shift;
		if (value > this.#maxBytes || shift > 21) return false;
		if (byte >= 0x80) this.#state = {kind: 'length', value, shift: shift + 7};
		else this.#state = value === 0 ? {kind: 'type'} : {kind: 'body', left: value};
		return true;
	}
}
