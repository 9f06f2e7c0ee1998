import {refusedWith, told, type CallQuality, type Conference, type ConferenceId, type FormerParticipant, type LegId, type Refused, type RoomId, type RoomView} from '../contract/index.js';
import type {Destination, Leg, RoomDestination} from '../call/index.js';
import type {DynamicNumbers} from '../ivr/index.js';
import {newId} from '../lib/ids.js';
import {Claims} from './claims.js';
import {Room, type RoomPorts} from './room.js';
import {takePart} from './stage.js';
import type {Input} from './state.js';

/** An expected refusal has a code and words; it is no failure. */
export type Done = {ok: true} | Refused;

export type ParticipantChange = {muted?: boolean; gainInDb?: number; gainOutDb?: number; hand?: boolean; floor?: boolean};
export type RoomChange = {locked?: boolean; allMuted?: boolean; lecture?: boolean};

const done: Done = {ok: true};
const noRoom: Done = {ok: false, code: 'NOT_FOUND', message: 'This room is not live.'};
const noParticipant: Done = {ok: false, code: 'NOT_FOUND', message: 'This participant is not in a room.'};

/** All rooms that are live, and the doors to them: the room stage of the call loop, and the controls of page and API. */
export class Rooms {
	readonly #ports: RoomPorts & {conferences: () => readonly Conference[]};
	readonly #rooms = new Map<RoomId, Room>();
	readonly #claims = new Claims();

	constructor(ports: RoomPorts & {conferences: () => readonly Conference[]}) {
		this.#ports = ports;
	}

	get numbers(): DynamicNumbers {
		return this.#claims;
	}

	/** The stage of the call loop in which callers talk. */
	readonly stage = async (leg: Leg, destination: RoomDestination, signal: AbortSignal): Promise<Destination> => {
		const conference = this.#ports.conferences().find(({id}) => id === destination.conference.id);
		if (!conference) return this.#deleted(destination);
		const room = this.#roomFor(conference, destination.number);
		const entry = room.enter(leg, destination);
		if (entry.kind === 'entered') return takePart(room, leg, {dismissed: entry.dismissed, settings: this.#ports.settings, signal});
		if (entry.reason === 'closed') throw new Error('A room that has closed was still listed.');
		return {kind: 'hangup', outcome: entry.reason, say: [entry.reason]};
	};

	rooms(): RoomView[] {
		return [...this.#rooms.values()].map(room => room.view());
	}

	/** The conference that is live in a room, and its number where its callers gave it one. */
	place(id: RoomId): {conference: Conference; number: string | null} | undefined {
		const room = this.#rooms.get(id);
		return room && {conference: room.state.conference, number: room.facts.number};
	}

	/** Somebody who left a live room, and what it is to call him again. */
	former(id: RoomId, leg: LegId): FormerParticipant | undefined {
		return this.#rooms.get(id)?.former(leg);
	}

	/** Newest figures of participants. */
	setQuality(figures: Readonly<Record<LegId, CallQuality>>): void {
		for (const room of this.#rooms.values()) {
			for (const {leg} of room.state.members) {
				const quality = figures[leg];
				if (quality) room.setQuality(leg, quality);
			}
		}
	}

	setParticipant(id: LegId, change: ParticipantChange): Done {
		return this.#withParticipant(id, room => {
			if (change.muted !== undefined) room.input({kind: 'mute', leg: id, muted: change.muted, by: 'admin'});
			if (change.hand !== undefined) room.input({kind: 'hand', leg: id, up: change.hand});
			if (change.floor !== undefined) room.input({kind: 'floor', leg: id, given: change.floor});
			const member = room.state.members.find(({leg}) => leg === id);
			if (!member || (change.gainInDb === undefined && change.gainOutDb === undefined)) return;
			room.input({kind: 'gain', leg: id, inDb: change.gainInDb ?? member.gainInDb, outDb: change.gainOutDb ?? member.gainOutDb});
		});
	}

	/** The participant is told, then hung up. */
	disconnect(id: LegId): Done {
		return this.#withParticipant(id, room => room.input({kind: 'eject', leg: id}));
	}

	setRoom(id: RoomId, change: RoomChange): Done {
		return this.#withRoom(id, room => {
			if (change.locked !== undefined) room.input({kind: 'lock', locked: change.locked});
			if (change.allMuted !== undefined) room.input({kind: 'mute-all', muted: change.allMuted, by: 'admin'});
			if (change.lecture !== undefined) room.input({kind: 'lecture', on: change.lecture});
			return done;
		});
	}

	startRecording(id: RoomId): Done {
		return this.#withRoom(id, room => {
			if (room.state.conference.record === 'never') return refusedWith('CONFLICT', told('never-recorded'));
			room.input({kind: 'record', on: true});
			return done;
		});
	}

	stopRecording(id: RoomId): Done {
		return this.#order(id, {kind: 'record', on: false});
	}

	/** All in the room are told, then hung up. */
	endRoom(id: RoomId): Done {
		return this.#order(id, {kind: 'end', outcome: 'disconnected'});
	}

	/** A conference was changed: its rooms go on under the new wishes. */
	conferenceChanged(conference: Conference): void {
		for (const room of this.#of(conference.id)) room.input({kind: 'conference', conference});
	}

	/** A conference was deleted: those in it are told, then hung up. */
	conferenceDeleted(id: ConferenceId): void {
		for (const room of this.#of(id)) room.input({kind: 'end', outcome: 'conference-deleted'});
	}

	/** The box stops: nothing more is said, all leave, recordings close. */
	stop(): void {
		for (const room of [...this.#rooms.values()]) room.input({kind: 'end', outcome: 'box-stopped'});
	}

	/** Its number was opened for it a moment ago, where its first caller keyed one. */
	#deleted({conference, number}: RoomDestination): Destination {
		if (number !== null) this.#claims.free(conference.id, number);
		return {kind: 'hangup', outcome: 'conference-deleted', say: ['conference-deleted']};
	}

	#of(id: ConferenceId): Room[] {
		return [...this.#rooms.values()].filter(room => room.state.conference.id === id);
	}

	#roomFor(conference: Conference, number: string | null): Room {
		const live = this.#of(conference.id).find(room => room.facts.number === number);
		if (live) return live;
		const id = newId<RoomId>();
		const room = new Room(this.#ports, {id, conference, number, onClose: () => {
			this.#rooms.delete(id);
			if (number !== null) this.#claims.free(conference.id, number);
		}});
		this.#rooms.set(id, room);
		return room;
	}

	#withRoom(id: RoomId, act: (room: Room) => Done): Done {
		const room = this.#rooms.get(id);
		return room ? act(room) : noRoom;
	}

	#order(id: RoomId, input: Input): Done {
		return this.#withRoom(id, room => {
			room.input(input);
			return done;
		});
	}

	#withParticipant(id: LegId, act: (room: Room) => void): Done {
		const room = [...this.#rooms.values()].find(({state}) => state.members.some(({leg}) => leg === id));
		if (!room) return noParticipant;
		act(room);
		return done;
	}
}
