import type {ServerResponse} from 'node:http';
import type {Clock} from '../lib/clock.js';
import type {EventSink} from './route.js';

const heartbeatMs = 15_000;
/** A receiver with so much unsent is behind: it gets no levels. */
const behindBytes = 16 * 1024;
/** One with so much unsent is cut off; it comes again and is given the state anew. */
const lostBytes = 512 * 1024;
const mostStreams = 200;

/** All streams of events that are open (WHATWG HTML, 9.2). */
export class EventStreams {
	readonly #clock: Clock;
	readonly #open = new Set<() => void>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get full(): boolean {
		return this.#open.size >= mostStreams;
	}

	/**
	 * `stillAllowed` is asked at each heartbeat: a stream ends soon after the log-in or token that opened it. Heartbeats are events, so
	 * that a page can tell a quiet box from a lost one: browsers keep comments to themselves.
	 */
	add(response: ServerResponse, open: (sink: EventSink) => () => void, stillAllowed: () => Promise<boolean>): void {
		if (response.destroyed) return;
		response.writeHead(200, {'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no', 'Connection': 'close'});
		let cancelHeartbeat = () => {};
		const beat = async () => {
			if (response.destroyed) return;
			if (!await stillAllowed().catch(() => false)) return leave(response);
			write(response, 'event: heartbeat\ndata: {}\n\n');
			cancelHeartbeat = this.#clock.after(heartbeatMs, () => void beat());
		};
		const stop = open({send: event => send(response, event)});
		const end = () => response.end();
		this.#open.add(end);
		cancelHeartbeat = this.#clock.after(heartbeatMs, () => void beat());
		response.on('close', () => {
			cancelHeartbeat();
			stop();
			this.#open.delete(end);
		});
	}

	close(): void {
		for (const end of this.#open) end();
	}
}

/** One who does not read what there is would not read the end either, and keep his place for as long as he likes. */
function leave(response: ServerResponse): void {
	if (response.writableLength > 0) response.destroy();
	else response.end();
}

function send(response: ServerResponse, {kind, id, data, droppable}: Parameters<EventSink['send']>[0]): void {
	if (droppable && response.writableLength > behindBytes) return;
	write(response, `event: ${kind}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
}

function write(response: ServerResponse, text: string): void {
	if (response.destroyed || response.writableEnded) return;
	response.write(text);
	if (response.writableLength > lostBytes) response.destroy();
}
