import {internalCallsOnly, madeName, type RoomId} from '../contract/index.js';
import type {Command} from './commands.js';
import type {Done, LiveControls} from './ports.js';

export type SteeringParts = {live: LiveControls; /** By the name that topics have of it. */ roomNamed: (name: string) => RoomId | undefined};

const noRoom: Done = {ok: false, code: 'NOT_FOUND', message: 'This room is not live.'};

/** Whoever publishes is nobody in particular: the box calls its own numbers alone for him. */
const inviter = {name: madeName('mqtt'), user: null, role: 'user', mayCall: internalCallsOnly} as const;

/** Carries a command out, through the same controls as the API. */
export async function perform(command: Command, {live, roomNamed}: SteeringParts): Promise<Done> {
	switch (command.name) {
		case 'participant.mute': return live.setParticipant(command.participant, {muted: command.on});
		case 'participant.hand': return live.setParticipant(command.participant, {hand: command.on});
		case 'participant.floor': return live.setParticipant(command.participant, {floor: command.on});
		case 'participant.volume': return volume(command, live);
		case 'participant.disconnect': return live.disconnect(command.participant);
		default: {
			const room = roomNamed(command.room);
			return room === undefined ? noRoom : steerRoom(room, command, live);
		}
	}
}

async function steerRoom(room: RoomId, command: Extract<Command, {room: string}>, live: LiveControls): Promise<Done> {
	switch (command.name) {
		case 'room.lock': return live.setRoom(room, {locked: command.on});
		case 'room.mute-all': return live.setRoom(room, {allMuted: command.on});
		case 'room.lecture': return live.setRoom(room, {lecture: command.on});
		case 'room.record': return command.on ? live.startRecording(room) : live.stopRecording(room);
		case 'room.end': return live.endRoom(room);
		case 'room.invite': {
			const invited = live.invite(room, {number: command.number, joinAtOnce: command.joinAtOnce}, inviter);
			return invited.ok ? {ok: true} : invited;
		}
	}
}

function volume({participant, gainInDb, gainOutDb}: Extract<Command, {name: 'participant.volume'}>, live: LiveControls): Done {
	if (gainInDb === undefined && gainOutDb === undefined) return {ok: false, code: 'INVALID_INPUT', message: 'Expected gainInDb, gainOutDb or both.'};
	return live.setParticipant(participant, {...gainInDb === undefined ? {} : {gainInDb}, ...gainOutDb === undefined ? {} : {gainOutDb}});
}
