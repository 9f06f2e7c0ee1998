import type {BoxView, DomainEvent, LinesView, LiveCall, RoomView, TrunkView} from '../contract/index.js';

/** What is measured at each look. */
export type MetricSources = {
	readonly version: string;
	readonly isEnabled: () => boolean;
	readonly events: {subscribe(listener: (event: DomainEvent) => void): () => void};
	readonly engine: () => BoxView['engine'];
	readonly calls: () => readonly LiveCall[];
	readonly rooms: () => readonly RoomView[];
	readonly lines: () => LinesView;
	readonly trunks: () => readonly Pick<TrunkView, 'name' | 'state'>[];
	readonly alarms: () => readonly unknown[];
	readonly mqtt: () => {state: 'off' | 'up' | 'down'; published: number; waiting: number; dropped: number};
	readonly freeBytes: () => Promise<number>;
	readonly isReady: () => boolean;
};
