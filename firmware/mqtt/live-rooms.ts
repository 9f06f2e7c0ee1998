import type {DomainEvent, LegId, ParticipantView, RoomId, RoomView} from '../contract/index.js';
import {level} from './topics.js';

type Summary = Omit<RoomView, 'participants'>;
type Known = {summary: Summary; participants: Map<LegId, ParticipantView>};
export type Changes = Map<string, unknown>;

/** The name of a room in topics: the same whenever the conference is live again. */
export const roomName = ({extension, number}: Pick<RoomView, 'extension' | 'number'>): string => number === null ? extension : `${extension}-${level(number)}`;

/** The rooms that are live, as they are published; kept by events. */
export class LiveRooms {
	readonly #rooms = new Map<RoomId, Known>();

	constructor(rooms: readonly RoomView[]) {
		for (const room of rooms) this.#put(room);
	}

	get count(): number {
		return this.#rooms.size;
	}

	get participantCount(): number {
		return [...this.#rooms.values()].reduce((sum, {participants}) => sum + participants.size, 0);
	}

	/** Those of one conference. */
	of(conference: string): {summary: Summary; participants: number}[] {
		return [...this.#rooms.values()].filter(({summary}) => summary.conference === conference).map(({summary, participants}) => ({summary, participants: participants.size}));
	}

	/** By the name that topics have of it. */
	named(name: string): RoomId | undefined {
		return [...this.#rooms.values()].find(({summary}) => roomName(summary) === name)?.summary.id;
	}

	conferenceOf(room: RoomId): string | undefined {
		return this.#rooms.get(room)?.summary.conference;
	}

	/** All topics and payloads. */
	all(): Changes {
		return new Map([...this.#rooms.values()].flatMap(room => [...topicsOf(room)]));
	}

	/** What an event changes; undefined as a payload: the topic is gone. */
	take(event: DomainEvent): Changes {
		switch (event.kind) {
			case 'room.opened': return this.#change(event.room.id, () => this.#put(event.room));
			case 'room.changed': return this.#change(event.room.id, known => {
				if (known) known.summary = summaryOf(event.room);
			});
			case 'room.closed': return this.#change(event.room, () => this.#rooms.delete(event.room));
			case 'participant.joined': return this.#change(event.room, known => known?.participants.set(event.participant.id, event.participant));
			case 'participant.left': return this.#change(event.room, known => known?.participants.delete(event.participant));
			case 'participant.changed': return this.#participantChanged(event.room, event.participant);
			default: return new Map();
		}
	}

	#put({participants, ...summary}: RoomView): void {
		this.#rooms.set(summary.id, {summary: summaryOf(summary), participants: new Map(participants.map(one => [one.id, one]))});
	}

	#change(id: RoomId, change: (known: Known | undefined) => unknown): Changes {
		const before = this.#topics(id);
		change(this.#rooms.get(id));
		const after = this.#topics(id);
		const gone = [...before.keys()].filter(topic => !after.has(topic));
		return new Map([...gone.map((topic): [string, unknown] => [topic, undefined]), ...after]);
	}

	/** The most frequent one: nothing else of the room is looked at. */
	#participantChanged(id: RoomId, participant: ParticipantView): Changes {
		const known = this.#rooms.get(id);
		if (!known?.participants.has(participant.id)) return new Map();
		known.participants.set(participant.id, participant);
		return new Map([[participantTopic(known.summary, participant), participantPayload(participant)]]);
	}

	#topics(id: RoomId): Changes {
		const known = this.#rooms.get(id);
		return known ? topicsOf(known) : new Map<string, unknown>();
	}
}

/** Those who left are not published: their numbers are nobody's business any more. */
const summaryOf = (room: Summary): Summary => ({...room, left: []});

function topicsOf({summary, participants}: Known): Changes {
	const {left: _, ...room} = summary;
	return new Map<string, unknown>([
		[`room/${roomName(summary)}`, {...room, participants: participants.size}],
		...[...participants.values()].map((one): [string, unknown] => [participantTopic(summary, one), participantPayload(one)]),
	]);
}

const participantTopic = (room: Summary, {id}: ParticipantView): string => `room/${roomName(room)}/participant/${level(id)}`;

function participantPayload({quality: _, ...participant}: ParticipantView): unknown {
	return participant;
}
