import type {DomainEvent, LiveCall, RoomView} from '../../firmware/contract/index.js';
import {Happenings} from './happenings.js';

export type State = {rooms: RoomView[]; calls: LiveCall[]};

/** The box's event stream (WHATWG HTML 9.2) as an API client reads it. Levels and heartbeats are left out. */
export class EventReader {
	readonly events = new Happenings<DomainEvent>(({kind}) => kind);
	readonly #cancel = new AbortController();
	readonly #response: Promise<Response>;
	#reading: Promise<void> = Promise.resolve();

	constructor(url: string, token: string) {
		this.#response = fetch(url, {headers: {Authorization: `Bearer ${token}`}, signal: this.#cancel.signal});
	}

	/** Resolves with the state that the stream begins with. */
	async open(): Promise<State> {
		const response = await this.#response;
		if (response.status !== 200 || response.body === null) throw new Error(`The event stream answered ${response.status}`);
		const messages = messagesOf(response.body);
		const {value} = await messages.next();
		if (value?.kind !== 'state') throw new Error(`The event stream began with ${value?.kind ?? 'nothing'}`);
		this.#reading = this.#follow(messages);
		return value.data as State;
	}

	async close(): Promise<void> {
		this.#cancel.abort();
		await this.#reading;
	}

	async #follow(messages: AsyncGenerator<Message, undefined>): Promise<void> {
		try {
			for await (const {kind, data} of messages) {
				if (kind !== 'levels' && kind !== 'heartbeat') this.events.add(data as DomainEvent);
			}
		} catch (error) {
			// The box may end, or be killed, with the stream open; what a test waits for then does not come.
			if (!(error instanceof Error)) throw error;
		}
	}
}

type Message = {kind: string; data: unknown};

async function* messagesOf(body: NonNullable<Response['body']>): AsyncGenerator<Message, undefined> {
	const decoder = new TextDecoder();
	const reader = body.getReader();
	let text = '';
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		text += decoder.decode(read.value, {stream: true});
		const blocks = text.split('\n\n');
		text = blocks.pop() ?? '';
		for (const block of blocks) {
			const message = parse(block);
			if (message !== undefined) yield message;
		}
	}
	return undefined;
}

function parse(block: string): Message | undefined {
	const kind = /^event: (.*)$/m.exec(block)?.[1];
	const data = /^data: (.*)$/m.exec(block)?.[1];
	return kind === undefined || data === undefined ? undefined : {kind, data: JSON.parse(data) as unknown};
}
