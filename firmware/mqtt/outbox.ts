type Message = {topic: string; payload: string};

const limit = 1000;

/** Events on their way: while there is no broker, or it is slow, so many wait; the oldest make room, and are counted. */
export class Outbox {
	readonly #publish: (message: Message) => boolean;
	#waiting: Message[] = [];
	#dropped = 0;

	/** `publish` answers with false when it can't now. */
	constructor(publish: (message: Message) => boolean) {
		this.#publish = publish;
	}

	/** Events that nobody will ever see. */
	get dropped(): number {
		return this.#dropped;
	}

	get waiting(): number {
		return this.#waiting.length;
	}

	add(topic: string, payload: string): void {
		if (this.#waiting.length === 0 && this.#publish({topic, payload})) return;
		this.#waiting.push({topic, payload});
		if (this.#waiting.length <= limit) return;
		this.#waiting.shift();
		this.#dropped += 1;
	}

	/** As many as can be published now. */
	flush(): void {
		const sent = this.#waiting.findIndex(message => !this.#publish(message));
		this.#waiting = sent === -1 ? [] : this.#waiting.slice(sent);
	}

	clear(): void {
		this.#waiting = [];
	}
}
