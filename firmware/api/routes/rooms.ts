import {Type} from '@sinclair/typebox';
import {invitation, liveCall, roomView, type LegId, type RoomId} from '../../contract/index.js';
import {viewFor} from '../masking.js';
import {inviterOf} from '../inviter.js';
import type {ApiPorts, Invited} from '../ports.js';
import {answerOf, created, json, refused, refusedAs, route, type Answer, type Route} from '../route.js';
import {idOf} from './parameters.js';

const roomChange = Type.Partial(Type.Object({
	locked: Type.Boolean({description: 'nobody else can come in'}),
	allMuted: Type.Boolean({description: 'all but leaders are muted, and so is who comes later'}),
	lecture: Type.Boolean({description: 'only leaders, and who has the floor, are heard'}),
}), {additionalProperties: false, minProperties: 1});

const gain = (description: string) => Type.Number({minimum: -24, maximum: 24, description});
const participantChange = Type.Partial(Type.Object({
	muted: Type.Boolean(),
	hand: Type.Boolean({description: 'asks for the floor'}),
	floor: Type.Boolean({description: 'is heard in a lecture, and undoes a mute by a leader'}),
	gainInDb: gain('what the room hears of the participant, in dB'),
	gainOutDb: gain('what the participant hears of the room, in dB'),
}), {additionalProperties: false, minProperties: 1});

const room = idOf<RoomId>();
const participant = idOf<LegId>();
const former = Type.Composite([room, Type.Object({participant: participant.properties.id})]);

/** What these change is told by the event stream. */
export function roomRoutes({live}: Pick<ApiPorts, 'live'>): Route[] {
	return [
		route({
			method: 'get', path: '/rooms', tag: 'Live', summary: 'Conferences that are live now, and who is in', role: 'user',
			response: Type.Array(roomView),
			run: async ({caller}) => json(live.rooms().map(viewFor(caller.role).room)),
		}),
		route({
			method: 'get', path: '/rooms/:id', tag: 'Live', summary: 'One live conference', role: 'user',
			params: room, response: roomView,
			async run({params, caller}) {
				const found = live.rooms().find(({id}) => id === params.id);
				return found === undefined ? refused('NOT_FOUND', 'There is no such room; it may have closed.') : json(viewFor(caller.role).room(found));
			},
		}),
		route({
			method: 'patch', path: '/rooms/:id', tag: 'Live', scope: 'control', summary: 'Lock or unlock, mute or unmute all but leaders, start or end a lecture', role: 'organizer',
			params: room, body: roomChange, response: 'empty',
			run: async ({params, body}) => answerOf(live.setRoom(params.id, body)),
		}),
		route({
			method: 'delete', path: '/rooms/:id', tag: 'Live', scope: 'control', summary: 'End the conference for all', role: 'organizer',
			params: room, response: 'empty',
			run: async ({params}) => answerOf(live.endRoom(params.id)),
		}),
		route({
			method: 'post', path: '/rooms/:id/recording', tag: 'Live', scope: 'control', summary: 'Start recording; all are told', role: 'organizer',
			params: room, response: 'empty',
			run: async ({params}) => answerOf(await live.startRecording(params.id)),
		}),
		route({
			method: 'delete', path: '/rooms/:id/recording', tag: 'Live', scope: 'control', summary: 'Stop recording', role: 'organizer',
			params: room, response: 'empty',
			run: async ({params}) => answerOf(live.stopRecording(params.id)),
		}),
		...callingRoutes(live),
		...participantRoutes(live),
	];
}

function callingRoutes(live: ApiPorts['live']): Route[] {
	return [
		route({
			method: 'post', path: '/rooms/:id/invitations', tag: 'Live', scope: 'control', role: 'organizer',
			summary: 'Call a number into the conference; what becomes of the call is told by events',
			params: room, body: invitation, response: liveCall,
			run: async ({params, body, caller}) => invited(live.invite(params.id, body, inviterOf(caller))),
		}),
		route({
			method: 'post', path: '/rooms/:id/left/:participant/call', tag: 'Live', scope: 'control', role: 'organizer',
			summary: 'Call somebody who left the conference again; what becomes of the call is told by events',
			params: former, response: liveCall,
			run: async ({params, caller}) => invited(live.callAgain(params.id, params.participant, inviterOf(caller))),
		}),
	];
}

function participantRoutes(live: ApiPorts['live']): Route[] {
	return [
		route({
			method: 'patch', path: '/participants/:id', tag: 'Live', scope: 'control', summary: 'Mute or unmute somebody, give or take the floor, or change how loud', role: 'organizer',
			params: participant, body: participantChange, response: 'empty',
			run: async ({params, body}) => answerOf(live.setParticipant(params.id, body)),
		}),
		route({
			method: 'delete', path: '/participants/:id', tag: 'Live', scope: 'control', summary: 'Disconnect somebody, in a room or at the prompts', role: 'organizer',
			params: participant, response: 'empty',
			run: async ({params}) => answerOf(live.disconnect(params.id)),
		}),
		route({
			method: 'get', path: '/calls/live', tag: 'Live', summary: 'All calls that are up now', role: 'user',
			response: Type.Array(liveCall),
			run: async ({caller}) => json(live.calls().map(viewFor(caller.role).liveCall)),
		}),
	];
}

const invited = (result: Invited): Answer => result.ok ? created(result.call) : refusedAs(result);
