import {signal, type ReadonlySignal} from '@preact/signals';
import type {DomainEventKind} from '../../firmware/contract/index.js';
import type {StreamMessage} from './api.js';
import type {Failure} from './failure.js';
import type {Request} from './request.js';

export type Loaded<T> =
	| {kind: 'loading'}
	/** `stale`: why the newest reload failed; what is shown may be old then. */
	| {kind: 'ready'; value: T; stale: Failure | null}
	/** Nothing was ever loaded. */
	| {kind: 'failed'; failure: Failure};

export type Resource<T> = {
	state: ReadonlySignal<Loaded<T>>;
	/** Loads it again; what is shown stays until the answer is there. */
	reload(): Promise<void>;
	/** Loads it, and again after each event of `reloadOn` and each reconnection, until the returned undo. */
	start(): () => void;
};

export type ResourceOptions = {
	/** Below `/api/v1`, with its query. */
	path: string;
	reloadOn?: readonly DomainEventKind[];
};

export type ResourcePorts = {request: Pick<Request, 'get'>; subscribe(listener: (message: StreamMessage) => void): () => void};

/** Something of the box that a page shows, kept true while it is started. At most one request is under way. */
export function createResource<T>({request, subscribe}: ResourcePorts, {path, reloadOn = []}: ResourceOptions): Resource<T> {
	const state = signal<Loaded<T>>({kind: 'loading'});
	let running: Promise<void> | null = null;
	let wishes = 0;
	const load = async (): Promise<void> => {
		let answered: number;
		do {
			answered = wishes;
			const outcome = await request.get<T>(path);
			state.value = outcome.ok ? {kind: 'ready', value: outcome.value, stale: null} : afterFailure(state.peek(), outcome.failure);
		} while (answered !== wishes);
	};
	/** An answer that is under way may be older than the event: it is asked for once more. */
	const reload = (): Promise<void> => {
		wishes += 1;
		running ??= load().finally(() => {
			running = null;
		});
		return running;
	};
	return {
		state, reload,
		start: () => {
			void reload();
			return subscribe(({kind}) => {
				if (kind === 'state' || isOneOf(kind, reloadOn)) void reload();
			});
		},
	};
}

/** Who fills in a form must not lose it because one reload failed. */
function afterFailure<T>(before: Loaded<T>, failure: Failure): Loaded<T> {
	return before.kind === 'ready' ? {...before, stale: failure} : {kind: 'failed', failure};
}

const isOneOf = (kind: string, kinds: readonly string[]): boolean => kinds.includes(kind);
