import {signal, type ReadonlySignal} from '@preact/signals';
import {useEffect, useMemo} from 'preact/hooks';
import type {DomainEventKind} from '../../firmware/contract/index.js';
import type {Failure, Outcome} from './failure.js';
import type {ResourcePorts} from './resource.js';

/** A list, newest first, of which as much is loaded as somebody wanted to see. */
export type PagedState<T> =
	| {kind: 'loading'}
	/** `next`: where the older ones begin; null: all are here. `stale`: why the newest reload failed. */
	| {kind: 'ready'; value: readonly T[]; next: string | null; stale: Failure | null; older: 'idle' | 'loading' | Failure}
	| {kind: 'failed'; failure: Failure};

export type Paged<T> = {
	state: ReadonlySignal<PagedState<T>>;
	reload(): Promise<void>;
	/** Loads one page more, at the end. */
	older(): Promise<void>;
	start(): () => void;
};

/** `path`: below `/api/v1`, with its filters; `reloadOn`: events after which the newest page is loaded again. */
export type PagedOptions = {path: string; reloadOn: readonly DomainEventKind[]};
type Page<T> = {items: T[]; next: string | null};
type Ready<T> = Extract<PagedState<T>, {kind: 'ready'}>;

export function createPaged<T extends {id: string | number}>({request, subscribe}: ResourcePorts, {path, reloadOn}: PagedOptions): Paged<T> {
	const state = signal<PagedState<T>>({kind: 'loading'});
	const pageFrom = (cursor: string | null) => request.get<Page<T>>(withCursor(path, cursor ?? ''));
	const change = (what: Partial<Ready<T>>): void => {
		const now = state.peek();
		if (now.kind === 'ready') state.value = {...now, ...what};
	};
	const load = async (): Promise<void> => {
		const outcome = await pageFrom(null);
		const before = state.peek();
		if (outcome.ok) state.value = before.kind === 'ready' ? refreshed(before, outcome.value) : begun(outcome.value);
		else if (before.kind === 'ready') change({stale: outcome.failure});
		else state.value = {kind: 'failed', failure: outcome.failure};
	};
	const reload = oneAtATime(load);
	const older = async (): Promise<void> => {
		const now = state.peek();
		if (now.kind !== 'ready' || now.next === null || now.older === 'loading') return;
		change({older: 'loading'});
		const outcome = await pageFrom(now.next);
		if (!outcome.ok) return change({older: outcome.failure});
		const known = state.peek();
		const value = known.kind === 'ready' ? known.value : [];
		change({value: [...value, ...outcome.value.items.filter(({id}) => value.every(one => one.id !== id))], next: outcome.value.next, older: 'idle'});
	};
	return {
		state, reload, older,
		start: () => {
			void reload();
			return subscribe(({kind}) => {
				if (kind === 'state' || reloadOn.some(one => one === kind)) void reload();
			});
		},
	};
}

/** The whole of a list, page by page: for what takes it away rather than shows it. The path's own limit is how much is asked for at once. */
export async function readAll<T>({get}: ResourcePorts['request'], path: string): Promise<Outcome<T[]>> {
	const all: T[] = [];
	for (let cursor: string | null = ''; cursor !== null;) {
		const outcome: Outcome<Page<T>> = await get<Page<T>>(withCursor(path, cursor));
		if (!outcome.ok) return outcome;
		all.push(...outcome.value.items);
		cursor = outcome.value.next;
	}
	return {ok: true, value: all};
}

const withCursor = (path: string, cursor: string): string => cursor === '' ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;

/** However often it is asked for: an answer that is under way may be older than the wish, so it is done once more, and no oftener. */
function oneAtATime(task: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> | null = null;
	let wishes = 0;
	const run = async (): Promise<void> => {
		let answered: number;
		do {
			answered = wishes;
			await task();
		} while (answered !== wishes);
		running = null;
	};
	return () => {
		wishes += 1;
		running ??= run();
		return running;
	};
}

const begun = <T>({items, next}: Page<T>): Ready<T> => ({kind: 'ready', value: items, next, stale: null, older: 'idle'});

/** The newest page anew; what was loaded beyond it stays. */
function refreshed<T extends {id: string | number}>(before: Ready<T>, {items, next}: Page<T>): Ready<T> {
	const last = items.at(-1);
	const place = last ? before.value.findIndex(({id}) => id === last.id) : -1;
	if (next === null || place < 0) return {...before, value: items, next, stale: null};
	const beyond = before.value.slice(place + 1);
	return {...before, value: [...items, ...beyond], next: beyond.length > 0 ? before.next : next, stale: null};
}

/** A paged list for as long as the component that uses it is on the page; another path is another list. */
export function usePaged<T extends {id: string | number}>(ports: ResourcePorts, options: PagedOptions): Paged<T> {
	const paged = useMemo(() => createPaged<T>(ports, options), [ports, options.path]);
	useEffect(() => paged.start(), [paged]);
	return paged;
}
