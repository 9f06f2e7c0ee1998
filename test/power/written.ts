/** What a client wrote to the box: what the box acknowledged must be there after a power cut, what was on its way may be. */
export class Written {
	#acknowledged = 0;
	#sent = 0;
	/** What was there when this round began. */
	#from = 0;
	/** Of this round. */
	readonly #said = new Set<number>();

	/** Sends the next number; it counts as kept once the box has said so. A box that dies in between is no failure. */
	async write(send: (n: number) => Promise<{readonly ok: boolean}>): Promise<boolean> {
		const n = ++this.#sent;
		try {
			const {ok} = await send(n);
			if (!ok) return false;
			this.#acknowledged = n;
			this.#said.add(n);
			return true;
		} catch {
			return false;
		}
	}

	get acknowledged(): number {
		return this.#acknowledged;
	}

	/** Undefined when the newest number that is found is one that may be found. */
	problem(what: string, found: number): string | undefined {
		if (found >= this.#acknowledged && found <= this.#sent) return undefined;
		return `${what}: number ${this.#acknowledged} was acknowledged, ${this.#sent} was sent, and ${found} is there`;
	}

	/** Undefined when the audit log tells of every number that was acknowledged in this round. */
	unnoted(what: string, noted: ReadonlySet<number>): string | undefined {
		const missing = [...this.#said].filter(n => !noted.has(n));
		return missing.length === 0 ? undefined : `${what}: the audit log does not tell of ${missing.join(', ')}, which was acknowledged`;
	}

	/** Undefined when the audit log tells of just what was kept in this round, acknowledged or not: of `found`, the newest number, and of none behind it. */
	unnamed(what: string, found: number, noted: ReadonlySet<number>): string | undefined {
		if (found > this.#from && !noted.has(found)) return `${what}: number ${found} is there, and the audit log names nobody for it`;
		const early = [...noted].filter(n => n > found);
		return early.length === 0 ? undefined : `${what}: the audit log tells of ${early.join(', ')}, and ${found} is there`;
	}

	/** What is there is the truth from which the next round goes on. */
	goOnFrom(found: number): void {
		this.#said.clear();
		this.#acknowledged = found;
		this.#sent = found;
		this.#from = found;
	}
}
