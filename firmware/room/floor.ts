import type {LegId} from '../contract/index.js';
import {findMember, stay, withMember, type Effect, type Member, type RoomState, type Step} from './state.js';
import {followVoices, sayLecture} from './voices.js';

/** A new lecture begins with nobody having the floor, and none outlasts it. */
export function lecture(state: RoomState, on: boolean): Step {
	if (state.lecture === on) return stay(state);
	const changed: RoomState = {
		...state,
		lecture: on,
		members: state.members.map(member => member.floor === null ? member : {...member, floor: null}),
		remembered: new Map([...state.remembered].map(([key, known]) => [key, {...known, floor: null}])),
	};
	const {state: next, effects} = followVoices(state, changed);
	return {state: next, effects: [{kind: 'tell-room'}, ...effects, ...(on ? next.members.map(sayBegin) : [sayOver])]};
}

const sayOver: Effect = {kind: 'say-all', sounds: ['lecture-off']};
const sayBegin = ({leg, role}: Member): Effect => role === 'leader' ? {kind: 'say', leg, sounds: ['lecture-on']} : sayLecture(leg);

/** Nobody who could be heard or end it has come back: the listeners are not left in silence. */
export function endLecture(state: RoomState): Step {
	return hasLeader(state) ? stay(state) : lecture(state, false);
}

const hasLeader = ({members}: RoomState): boolean => members.some(({role}) => role === 'leader');

export function hand(state: RoomState, leg: LegId, up: boolean): Step {
	const member = findMember(state, leg);
	if (!member || member.floor !== null || (member.hand !== null) === up) return stay(state);
	const {members} = state;
	const place = Math.max(0, ...members.map(other => other.hand ?? 0)) + 1;
	const tellLeaders = up && members.every(other => other.hand === null);
	return {
		state: withMember(state, leg, {hand: up ? place : null}),
		effects: [
			{kind: 'tell-changed', leg},
			{kind: 'say', leg, sounds: [up ? 'hand-raised' : 'hand-lowered']},
			...members.filter(other => tellLeaders && other.role === 'leader' && other !== member)
				.map((leader): Effect => ({kind: 'say', leg: leader.leg, sounds: ['hand-up']})),
		],
	};
}

/** The floor undoes a mute by others; one who muted himself un-mutes himself. */
export function floor(state: RoomState, leg: LegId, given: boolean): Step {
	const member = findMember(state, leg);
	if (!member || (member.floor !== null) === given) return stay(state);
	const {state: next, effects} = followVoices(state, withMember(state, leg, given ? withFloor(member) : withoutFloor(member)));
	return {state: next, effects: [...effects, sayFloor(leg, {given, selfMuted: member.mutedBy === 'self'})]};
}

function withFloor({mutedBy}: Member): Partial<Member> {
	const own = mutedBy === 'self';
	return {hand: null, toldMuted: false, mutedBy: own ? mutedBy : null, floor: {mutedBy: own ? null : mutedBy}};
}

/** Who has no floor any more, with the mute that it undid. */
export function withoutFloor({mutedBy, floor: had}: Member): Pick<Member, 'floor' | 'mutedBy'> {
	return {floor: null, mutedBy: mutedBy ?? had?.mutedBy ?? null};
}

function sayFloor(leg: LegId, {given, selfMuted}: {given: boolean; selfMuted: boolean}): Effect {
	if (!given) return {kind: 'say', leg, sounds: ['floor-taken']};
	return selfMuted ? {kind: 'say-muted', leg, first: 'floor-given'} : {kind: 'say', leg, sounds: ['floor-given']};
}

/** The floor goes to who asked first; where somebody has it, it is taken back. Answers with whose it is to change; none: nobody asks. */
export function nextFloor({members}: RoomState): {legs: readonly LegId[]; given: boolean} {
	const holding = members.filter(member => member.floor !== null);
	if (holding.length > 0) return {legs: holding.map(({leg}) => leg), given: false};
	const [first] = members.filter(({hand: place}) => place !== null).sort((a, b) => (a.hand ?? 0) - (b.hand ?? 0));
	return {legs: first ? [first.leg] : [], given: true};
}
