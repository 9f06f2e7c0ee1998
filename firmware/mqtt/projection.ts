import {maskedView, wholeView, type Conference, type ConferenceId, type DomainEvent, type LegId, type Settings, type View} from '../contract/index.js';
import {discovery} from './discovery.js';
import {LiveRooms, type Changes} from './live-rooms.js';
import {alarmPayload, linePayload, phonePayload, spanPayload, trunkPayload, type Payload} from './payloads.js';
import type {BoxSources} from './ports.js';
import {level} from './topics.js';

export type ProjectionParts = {sources: BoxSources; settings: () => Pick<Settings, 'mqtt' | 'box'>};

/** The box as retained topics: all of it, and what an event changes of it. Topics are below the box's own, but for Home Assistant's. */
export class Projection {
	readonly rooms: LiveRooms;
	readonly #parts: ProjectionParts;
	readonly #calls: Set<LegId>;
	readonly #extensions: Map<ConferenceId, string>;
	/** What Home Assistant was told of, by topic. */
	#announced: Changes = new Map();
	#freeBytes: number | null = null;

	/** From here on every event has to be taken. */
	constructor(parts: ProjectionParts) {
		this.#parts = parts;
		const {sources} = parts;
		const {room} = this.#view;
		this.rooms = new LiveRooms(sources.rooms().map(room));
		this.#calls = new Set(sources.calls().map(({id}) => id));
		this.#extensions = new Map(sources.conferences().map(({id, extension}) => [id, extension]));
	}

	/** With callers' numbers as they are to be shown. */
	seen(event: DomainEvent): DomainEvent {
		// Of trunks and phones a few fields are told, their state among them; all that view leaves out is not.
		return event.kind === 'trunk.changed' || event.kind === 'sip-phone.changed' ? event : this.#view.event(event);
	}

	/** Every topic that there should be, and its payload. */
	all(): Changes {
		const {sources} = this.#parts;
		const {lines, spans} = sources.lines();
		return new Map([
			this.#box(),
			...sources.conferences().map(conference => this.#conference(conference)),
			...this.rooms.all(),
			...lines.map(linePayload), ...spans.map(spanPayload), ...sources.trunks().map(trunkPayload), ...sources.sipPhones().map(phonePayload),
			...sources.alarms().map(alarmPayload),
			...this.#announcements(),
		]);
	}

	/** What an event changes; undefined as a payload: the topic is gone. */
	take(event: DomainEvent): Changes {
		switch (event.kind) {
			case 'call.started':
			case 'call.ended': return this.#callsChanged(event.kind === 'call.started', event.call.id);
			case 'line.changed': return this.#withAnnouncements(linePayload(event.line));
			case 'line.removed': return this.#withAnnouncements([`line/${level(event.line)}`, undefined]);
			case 'span.changed': return this.#withAnnouncements(spanPayload(event.span));
			case 'span.removed': return this.#withAnnouncements([`span/${level(event.span)}`, undefined]);
			case 'trunk.changed': return this.#withAnnouncements(trunkPayload(event.trunk));
			case 'trunk.removed': return this.#withAnnouncements([`trunk/${level(event.trunk)}`, undefined]);
			case 'sip-phone.changed': return new Map([phonePayload(event.phone)]);
			case 'sip-phone.removed': return new Map([[`sip-phone/${level(event.phone)}`, undefined]]);
			case 'alarm': return new Map([event.active ? alarmPayload(event) : [`alarm/${level(event.code)}`, undefined], this.#box()]);
			case 'conference.changed':
			case 'conference.deleted': return this.#conferenceChanged(event.conference);
			case 'settings.changed': return this.#withAnnouncements(this.#box());
			default: return this.#roomsChanged(event);
		}
	}

	/** The disk was looked at; null: in vain. */
	setFreeBytes(bytes: number | null): Changes {
		this.#freeBytes = bytes;
		return new Map([this.#box()]);
	}

	get #view(): View {
		return this.#parts.settings().mqtt.maskNumbers ? maskedView : wholeView;
	}

	#callsChanged(isUp: boolean, call: LegId): Changes {
		if (isUp) this.#calls.add(call);
		else this.#calls.delete(call);
		return new Map([this.#box()]);
	}

	#withAnnouncements(payload: Payload): Changes {
		return new Map([payload, ...this.#announcements()]);
	}

	#roomsChanged(event: DomainEvent): Changes {
		const closing = event.kind === 'room.closed' ? event.conference : undefined;
		const changes = this.rooms.take(event);
		if (changes.size === 0 || event.kind === 'participant.changed' || !('room' in event)) return changes;
		const conference = closing ?? this.rooms.conferenceOf(typeof event.room === 'string' ? event.room : event.room.id);
		const configured = this.#parts.sources.conferences().find(({id}) => id === conference);
		return new Map([...changes, ...configured ? [this.#conference(configured)] : [], this.#box()]);
	}

	#conferenceChanged(id: ConferenceId): Changes {
		const before = this.#extensions.get(id);
		const conference = this.#parts.sources.conferences().find(one => one.id === id);
		const gone: Payload[] = before === undefined || before === conference?.extension ? [] : [[`conference/${before}`, undefined]];
		if (conference) this.#extensions.set(id, conference.extension);
		else this.#extensions.delete(id);
		return new Map([...gone, ...conference ? [this.#conference(conference)] : [], ...this.#announcements()]);
	}

	#conference({id, extension, kind, description}: Conference): Payload {
		const rooms = this.rooms.of(id);
		const any = (is: (summary: (typeof rooms)[number]['summary']) => boolean) => rooms.some(({summary}) => is(summary));
		return [`conference/${extension}`, {
			extension, kind, description, live: rooms.length > 0, rooms: rooms.length, participants: rooms.reduce((sum, {participants}) => sum + participants, 0),
			locked: any(({locked}) => locked), allMuted: any(({allMuted}) => allMuted), lecture: any(({lecture}) => lecture), recording: any(({recording}) => recording !== null),
		}];
	}

	#box(): Payload {
		const {settings, sources} = this.#parts;
		return ['box', {
			name: settings().box.name, ...sources.box(), calls: this.#calls.size, rooms: this.rooms.count, participants: this.rooms.participantCount,
			alarms: sources.alarms().length, freeBytes: this.#freeBytes,
		}];
	}

	/** Those that changed, and those that are gone. */
	#announcements(): Changes {
		const {settings, sources} = this.#parts;
		const {box, mqtt: {homeAssistant, topic, commands}} = settings();
		const before = this.#announced;
		const {lines, spans} = sources.lines();
		this.#announced = homeAssistant
			? discovery({topic, commands, boxName: box.name, version: sources.box().version, conferences: sources.conferences(), lines, spans, trunks: sources.trunks()})
			: new Map<string, unknown>();
		const gone = [...before.keys()].filter(one => !this.#announced.has(one));
		return new Map([...gone.map((one): Payload => [one, undefined]), ...this.#announced]);
	}
}
