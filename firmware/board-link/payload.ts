/** Reads a payload from its beginning; what is read past its end is 0, and then it was too short. */
export class Payload {
	readonly #view: DataView;
	#at = 0;
	#short = false;

	constructor(bytes: Uint8Array) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	/** Something was read past the end. */
	get short(): boolean {
		return this.#short;
	}

	u8(): number {
		return this.#has(1) ? this.#view.getUint8(this.#at++) : 0;
	}

	u16(): number {
		return this.u8() * 0x100 + this.u8();
	}

	i16(): number {
		return this.u16() << 16 >> 16;
	}

	u32(): number {
		return this.u16() * 0x1_0000 + this.u16();
	}

	/** So many printable ASCII characters, at least one; undefined when there are others. */
	ascii(length: number): string | undefined {
		if (!this.#has(length)) return undefined;
		const bytes = Array.from({length}, () => this.u8());
		const printable = length > 0 && bytes.every(byte => byte >= 0x20 && byte <= 0x7e);
		return printable ? String.fromCharCode(...bytes) : undefined;
	}

	#has(length: number): boolean {
		const there = this.#at + length <= this.#view.byteLength;
		if (!there) this.#short = true;
		return there;
	}
}
