import type {RunningBox} from './running-box.js';

export type StreamedEvent = {kind: string; id: string; data: Record<string, unknown>};

/** Reads a stream of events as a browser does. */
export class EventReader {
	readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
	readonly #abort: AbortController;
	readonly #decoder = new TextDecoder();
	#text = '';

	private constructor(reader: ReadableStreamDefaultReader<Uint8Array>, abort: AbortController) {
		this.#reader = reader;
		this.#abort = abort;
	}

	static async open(box: RunningBox, token: string): Promise<EventReader> {
		const abort = new AbortController();
		const response = await fetch(`${box.origin}/api/v1/events`, {headers: {authorization: `Bearer ${token}`}, signal: abort.signal});
		if (response.body === null || response.status !== 200) throw new Error(`no stream: ${response.status}`);
		return new EventReader(response.body.getReader(), abort);
	}

	/** The next event, or undefined at the end. */
	async next(): Promise<StreamedEvent | undefined> {
		for (let end = this.#text.indexOf('\n\n'); end < 0; end = this.#text.indexOf('\n\n')) {
			const {value, done} = await this.#reader.read();
			if (done) return undefined;
			this.#text += this.#decoder.decode(value, {stream: true});
		}
		const end = this.#text.indexOf('\n\n');
		const block = this.#text.slice(0, end);
		this.#text = this.#text.slice(end + 2);
		return parse(block);
	}

	async events(count: number): Promise<StreamedEvent[]> {
		const events: StreamedEvent[] = [];
		while (events.length < count) {
			const event = await this.next();
			if (event === undefined) throw new Error('the stream ended');
			events.push(event);
		}
		return events;
	}

	close(): void {
		this.#abort.abort();
	}
}

function parse(block: string): StreamedEvent {
	const fields = new Map(block.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
	return {kind: fields.get('event') ?? '', id: fields.get('id') ?? '', data: JSON.parse(fields.get('data') ?? '{}') as Record<string, unknown>};
}
