import type {Destination, IvrDestination, Stage} from '../call/index.js';
import type {StaticConference} from '../contract/index.js';
import {askNumber, joinOrCreate} from './numbered.js';
import {passDoor, type Pins} from './pin.js';
import {askAtPortal} from './portal.js';
import {inviteIn} from './invitation.js';
import type {IvrPorts} from './ports.js';
import {speakFor, type Talk} from './talk.js';

/** The part of a call's path in which the caller is asked where he wants to go and whether he may. */
export function ivrStage(ports: IvrPorts): Stage<IvrDestination> {
	return async (leg, {ask}, signal) => {
		const talk: Talk = {leg, signal, ports, settings: ports.settings().entry};
		speakFor(talk, ask.kind === 'portal' ? undefined : ask.conference);
		switch (ask.kind) {
			case 'static': return enterStatic(talk, ask.conference);
			case 'dynamic': {
				const number = await askNumber(talk);
				return number.kind === 'end' ? number.destination : joinOrCreate(talk, {conference: ask.conference, number: number.value});
			}
			case 'portal': return askAtPortal(talk);
			case 'invitation': return inviteIn(talk, ask);
		}
	};
}

async function enterStatic(talk: Talk, conference: StaticConference): Promise<Destination> {
	const answer = await passDoor(talk, {conference, pins: () => pinsOf(talk, conference)});
	return answer.kind === 'end' ? answer.destination : {kind: 'room', conference, number: null, role: answer.value};
}

/** One that was deleted meanwhile asks what it asked before: its callers are told behind the door. */
function pinsOf({ports}: Talk, conference: StaticConference): Pins {
	const now = ports.conferences().find(({id}) => id === conference.id);
	return now?.kind === 'static' ? now : conference;
}
