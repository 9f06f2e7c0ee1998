/** What a modem in command state says: a line, a code shielded by DLE (ITU-T V.253), or bytes that are neither. */
export type AtItem = {kind: 'line'; text: string} | {kind: 'dle'; code: string} | {kind: 'nonsense'; bytes: number};

const dle = 0x10;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;
/** Longer than anything that a modem answers. */
const longestLine = 400;

/** Cuts what a modem sends into lines and codes. */
export class AtReader {
	#text = '';
	#nonsense = 0;
	#shielded = false;

	take(bytes: Uint8Array): AtItem[] {
		return [...bytes].flatMap(byte => this.#one(byte));
	}

	#one(byte: number): AtItem[] {
		if (this.#shielded) {
			this.#shielded = false;
			return byte > 0x20 && byte < 0x7f ? [{kind: 'dle', code: String.fromCharCode(byte)}] : [];
		}
		if (byte === dle) {
			this.#shielded = true;
			return [];
		}
		if (byte === carriageReturn || byte === lineFeed) return this.#end();
		return this.#add(byte);
	}

	#add(byte: number): AtItem[] {
		if (byte >= 0x20 && byte < 0x7f && this.#nonsense === 0) this.#text += String.fromCharCode(byte);
		else this.#nonsense++;
		return this.#text.length + this.#nonsense > longestLine ? this.#end(true) : [];
	}

	#end(overlong = false): AtItem[] {
		const text = this.#text.trim();
		const nonsense = this.#nonsense + (overlong ? this.#text.length : 0);
		this.#text = '';
		this.#nonsense = 0;
		if (nonsense > 0) return [{kind: 'nonsense', bytes: nonsense}];
		return text === '' ? [] : [{kind: 'line', text}];
	}
}
