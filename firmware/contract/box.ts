import {Type, type Static} from '@sinclair/typebox';

const port = Type.Union([Type.Integer(), Type.Null()]);

/** What a box says of itself at the beginning of an event stream. */
export const boxState = Type.Object({name: Type.String(), version: Type.String(), startedAt: Type.String({format: 'date-time'})});
export type BoxState = Static<typeof boxState>;

/** The box and how it does. Times of a tick are in microseconds. */
export const boxView = Type.Object({
	...boxState.properties,
	ready: Type.Boolean({description: 'whether calls can be taken'}),
	why: Type.String({description: 'why they can not; empty when they can'}),
	ports: Type.Object({udp: port, tcp: port, tls: port}),
	engine: Type.Object({
		legs: Type.Integer(),
		shards: Type.Array(Type.Object({
			ticks: Type.Integer(), lateTicks: Type.Integer(), seats: Type.Integer(), rooms: Type.Integer(),
			tickP50Us: Type.Number(), tickP99Us: Type.Number(), tickMaxUs: Type.Number(), faults: Type.Integer(),
		})),
		eventsQueued: Type.Integer(),
		eventsDropped: Type.Integer(),
	}),
});
export type BoxView = Static<typeof boxView>;
