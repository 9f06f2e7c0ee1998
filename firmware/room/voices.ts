import type {LegId} from '../contract/index.js';
import type {Sound} from '../call/index.js';
import {findMember, isSilenced, onlyListens, stay, withMember, type Actor, type Effect, type Input, type Member, type RoomState, type Step} from './state.js';

const mutedTalkMs = 1500;
const tellAgainMs = 30_000;

/**
 * What follows from a change of who is heard: the mixer is told, and the page; who can be heard now asks for nothing more.
 * Both states have the same members in the same order.
 */
export function followVoices(before: RoomState, after: RoomState): Step {
	const silenced = (state: RoomState, index: number) => {
		const member = state.members[index];
		return member !== undefined && isSilenced(state, member);
	};
	const members = after.members.map((member, i) => silenced(before, i) && !silenced(after, i) && member.hand !== null ? {...member, hand: null} : member);
	const effects = members.flatMap((member, i): Effect[] => [
		...(silenced(before, i) === silenced(after, i) ? [] : [{kind: 'mute', leg: member.leg, muted: silenced(after, i)} as const]),
		...(before.members[i] === member ? [] : [{kind: 'tell-changed', leg: member.leg} as const]),
	]);
	return {state: {...after, members}, effects};
}

export function mute(state: RoomState, {leg, muted, by}: Extract<Input, {kind: 'mute'}>): Step {
	const member = findMember(state, leg);
	if (!member) return stay(state);
	if ((member.mutedBy !== null) === muted) {
		const vain = !muted && by === 'self' && onlyListens(state, member);
		return vain ? {state, effects: [sayLecture(leg)]} : stay(state);
	}
	const {state: next, effects} = followVoices(state, withMember(state, leg, {mutedBy: muted ? by : null, toldMuted: false}));
	return {state: next, effects: [...effects, sayMute(next, leg, by)]};
}

/** Un-muting all undoes what muting all did; those who muted themselves stay so. */
export function muteAll(state: RoomState, {muted, by}: Extract<Input, {kind: 'mute-all'}>): Step {
	const affected = state.members.filter(member => muted
		? member.role !== 'leader' && member.mutedBy === null
		: member.mutedBy !== null && member.mutedBy !== 'self');
	if (affected.length === 0 && state.allMuted === muted) return stay(state);
	const legs = new Set(affected.map(member => member.leg));
	const members = state.members.map(member => legs.has(member.leg) ? {...member, mutedBy: muted ? by : null, toldMuted: false} : member);
	const changed: RoomState = muted ? {...state, allMuted: muted, members} : {
		...state,
		allMuted: muted,
		members: members.map(member => member.floor ? {...member, ...unmuted(member)} : member),
		remembered: new Map([...state.remembered].map(([key, known]) => [key, {...known, ...unmuted(known)}])),
	};
	const {state: next, effects} = followVoices(state, changed);
	const told = affected.map(({leg}) => sayMute(next, leg, by));
	const leaders = state.members.filter(member => member.role === 'leader')
		.map(({leg}): Effect => ({kind: 'say', leg, sounds: [muted ? 'all-muted' : 'all-unmuted']}));
	return {state: next, effects: [{kind: 'tell-room'}, ...effects, ...told, ...leaders]};
}

/** Neither muted by others nor after he gives the floor back. */
function unmuted({mutedBy, floor}: Pick<Member, 'mutedBy' | 'floor'>): Pick<Member, 'mutedBy' | 'floor'> {
	return {mutedBy: mutedBy === 'self' ? mutedBy : null, floor: floor && {mutedBy: null}};
}

/** Said to one whose mute has just changed; in a lecture an un-muted listener is not heard yet. */
function sayMute(state: RoomState, leg: LegId, by: Actor): Effect {
	const member = findMember(state, leg);
	if (member && onlyListens(state, member)) return sayLecture(leg);
	const muted = member?.mutedBy !== null;
	if (by === 'self') return {kind: 'say', leg, sounds: [muted ? 'muted' : 'unmuted']};
	return muted ? {kind: 'say-muted', leg, first: 'muted-by-leader'} : {kind: 'say', leg, sounds: ['unmuted-by-leader']};
}

export const sayLecture = (leg: LegId, first: Sound = 'lecture-on'): Effect => ({kind: 'say-lecture', leg, first});

export function talking(state: RoomState, member: Member, now: boolean): Step {
	if (member.talking === now) return stay(state);
	const {leg} = member;
	const effects: Effect[] = [{kind: 'tell-changed', leg}];
	if (now && isSilenced(state, member) && !member.toldMuted) effects.push({kind: 'arm', timer: {name: 'muted-talk', leg}, ms: mutedTalkMs});
	return {state: withMember(state, leg, {talking: now}), effects};
}

export function tellMuted(state: RoomState, leg: LegId): Step {
	const member = findMember(state, leg);
	if (!member || !isSilenced(state, member) || !member.talking || member.toldMuted) return stay(state);
	return {
		state: withMember(state, leg, {toldMuted: true}),
		effects: [
			onlyListens(state, member) ? sayLecture(leg) : {kind: 'say-muted', leg, first: 'you-are-muted'},
			{kind: 'arm', timer: {name: 'forget-told', leg}, ms: tellAgainMs},
		],
	};
}
