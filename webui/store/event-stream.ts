import type {DomainEvent, DomainEventKind} from '../../firmware/contract/index.js';
import type {StreamMessage} from './api.js';
import type {StateEvent} from './live.js';

/** The part of a browser's EventSource that the page needs. */
export type EventSourceLike = {
	readonly readyState: number;
	addEventListener(type: string, listener: (event: {data?: unknown}) => void): void;
	close(): void;
};

export type StreamPorts = {
	open(path: string): EventSourceLike;
	/** Runs `task` after so many milliseconds; returns its own undo. */
	later(task: () => void, delayMs: number): () => void;
};

const path = '/api/v1/events';
const closed = 2;
const retryMs = 3000;
/** The box sends a heartbeat every 15 seconds: one that says nothing for so long is not reached any more, whatever the browser thinks. */
const silentMs = 35_000;

/** Server-sent events have to be named to be heard, so the kinds are listed; the type keeps the list whole. */
const kinds: Record<DomainEventKind, true> = {
	'call.started': true, 'call.changed': true, 'call.ended': true,
	'room.opened': true, 'room.changed': true, 'room.closed': true,
	'participant.joined': true, 'participant.changed': true, 'participant.left': true,
	'trunk.changed': true, 'trunk.removed': true, 'sip-phone.changed': true, 'sip-phone.removed': true, 'ban.changed': true, 'ban.removed': true,
	'board.changed': true, 'users.changed': true, quality: true,
	'pin.refused': true, 'recording.changed': true, 'recording.deleted': true,
	'conference.changed': true, 'conference.deleted': true, 'settings.changed': true,
	'card.changed': true, 'card.removed': true, 'span.changed': true, 'span.removed': true, 'line.changed': true, 'line.removed': true,
	'route.changed': true, 'simulator.phone': true,
	alarm: true, levels: true,
};

/**
 * Listens to the box's events until the returned undo is called. The browser reconnects after a broken connection, but gives up when it
 * is answered with anything but a stream; then this opens a new one every three seconds. It does so, too, when nothing came for long: a
 * browser does not notice that a cable was pulled.
 */
export function listenToEvents(ports: StreamPorts, listener: (message: StreamMessage) => void): () => void {
	let source: EventSourceLike;
	let forget = (): void => undefined;
	const next = (task: () => void, delayMs: number): void => {
		forget();
		forget = ports.later(task, delayMs);
	};
	const awaitSign = (): void => next(() => {
		source.close();
		open();
		listener({kind: 'lost'});
	}, silentMs);
	const open = (): void => {
		const opened = ports.open(path);
		source = opened;
		awaitSign();
		hear(opened, {sign: awaitSign, listener});
		opened.addEventListener('error', () => {
			if (opened !== source) return;
			if (opened.readyState !== closed) return listener({kind: 'lost'});
			next(open, retryMs);
			listener({kind: 'refused'});
		});
	};
	open();
	return () => {
		forget();
		source.close();
	};
}

/** `sign`: the box was heard, whatever it said. */
function hear(source: EventSourceLike, {sign, listener}: {sign: () => void; listener: (message: StreamMessage) => void}): void {
	const on = (kind: string, take: (data: unknown) => void): void => source.addEventListener(kind, ({data}) => {
		sign();
		take(data);
	});
	on('heartbeat', () => undefined);
	on('state', data => listener({...parse<Omit<StateEvent, 'kind'>>(data), kind: 'state'}));
	for (const kind of ['message', ...Object.keys(kinds)]) on(kind, data => listener(parse<DomainEvent>(data)));
}

/** The box checks what it sends against the contract; checking it again would bring the whole schema into the page. */
function parse<T>(data: unknown): T {
	return JSON.parse(String(data)) as T;
}
