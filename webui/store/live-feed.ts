import {batch, signal, type ReadonlySignal} from '@preact/signals';
import type {DialPlanEntry, DomainEvent} from '../../firmware/contract/index.js';
import type {Api, StreamMessage} from './api.js';
import {failureIn} from './failure.js';
import {createLevels, type Levels} from './levels.js';
import {nothingLive, reduce, type Live, type StateEvent} from './live.js';
import {createProgressBoard, type ProgressBoard} from './progress-board.js';

export type Connection = 'opening' | 'open' | 'lost';

export type LiveFeed = {
	connection: ReadonlySignal<Connection>;
	live: ReadonlySignal<Live>;
	/** null: not known, or not for this user to know. */
	dialPlan: ReadonlySignal<readonly DialPlanEntry[] | null>;
	levels: Pick<Levels, 'of'>;
	progress: Pick<ProgressBoard, 'of' | 'perform' | 'dismiss'>;
	/** To be told whatever the stream brings, after the page's own state has followed it. Returns its own undo. */
	subscribe(listener: (message: StreamMessage) => void): () => void;
	/** `onRefused`: the box answered without a stream, so the log-in may be over. */
	start(onRefused: () => void): void;
	/** Forgets all that was known, too. */
	stop(): void;
};

/** What the box tells while somebody is logged in. */
export function createLiveFeed(api: Api): LiveFeed {
	const connection = signal<Connection>('opening');
	const live = signal<Live>(nothingLive);
	const dialPlan = createDialPlan(api);
	const levels = createLevels();
	const progress = createProgressBoard(api, live);
	const listeners = new Set<(message: StreamMessage) => void>();
	let unlisten = (): void => undefined;
	const apply = (event: StateEvent | DomainEvent): void => {
		if (event.kind === 'state') connection.value = 'open';
		if (event.kind === 'participant.left') levels.forget(event.participant);
		live.value = reduce(live.peek(), event);
		if (changesDialPlan(event)) void dialPlan.read();
		if (changesNumbers(event)) void readNumbers();
		progress.saw(subjectsOf(event));
	};
	/** What telephones outside can dial follows from the set-up of lines and conferences. */
	const readNumbers = async (): Promise<void> => {
		try {
			const simulator = await api.readSimulator();
			live.value = {...live.peek(), simulator: {...simulator, phones: live.peek().simulator.phones}};
		} catch (error) {
			// It is read again at the next change; the telephones work without.
			failureIn(error);
		}
	};
	const receive = (message: StreamMessage, onRefused: () => void): void => {
		if (message.kind === 'levels') return levels.sampled(message.participants);
		if (message.kind !== 'lost' && message.kind !== 'refused') return apply(message);
		connection.value = 'lost';
		if (message.kind === 'refused') onRefused();
	};
	return {
		connection, live, levels, progress,
		dialPlan: dialPlan.entries,
		subscribe: listener => {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		start: onRefused => {
			unlisten = api.listen(message => {
				batch(() => receive(message, onRefused));
				for (const listener of listeners) listener(message);
			});
		},
		stop: () => batch(() => {
			unlisten();
			levels.clear();
			connection.value = 'opening';
			live.value = nothingLive;
		}),
	};
}

function createDialPlan(api: Api) {
	const entries = signal<readonly DialPlanEntry[] | null>(null);
	const read = async (): Promise<void> => {
		try {
			entries.value = await api.readDialPlan();
		} catch (error) {
			// It is read again at the next change or reconnection; the rooms do not depend on it.
			failureIn(error);
		}
	};
	return {entries, read};
}

function changesNumbers(event: StateEvent | DomainEvent): boolean {
	if (event.kind === 'alarm') return event.code === 'simulator';
	return ['card.changed', 'span.changed', 'conference.changed', 'conference.deleted', 'settings.changed'].includes(event.kind);
}

function changesDialPlan({kind}: StateEvent | DomainEvent): boolean {
	return kind === 'state' || kind === 'conference.changed' || kind === 'conference.deleted' || kind === 'settings.changed'
		|| kind === 'sip-phone.changed' || kind === 'sip-phone.removed';
}

/** The rooms and participants that an event tells of; null: of all. */
function subjectsOf(event: StateEvent | DomainEvent): readonly string[] | null {
	switch (event.kind) {
		case 'state': return null;
		case 'room.changed': return [event.room.id];
		case 'participant.changed': return [event.participant.id];
		default: return [];
	}
}
