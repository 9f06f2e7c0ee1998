import type {CallOutcome, LegId} from '../contract/index.js';
import type {Sound} from '../call/index.js';
import {withoutFloor} from './floor.js';
import {findMember, isSilenced, onlyListens, stay, type Effect, type Input, type Member, type Remembered, type RoomState, type Step} from './state.js';

/** So long a lecture goes on without a leader: one who was cut off may be back by then. */
const leaderGoneMs = 30_000;

type Enter = Extract<Input, {kind: 'enter'}>;

/** Somebody stands at the door: refused with the reason, or seated; the others hear the entry tone, and he what he must know. */
export function enter(state: RoomState, input: Enter): Step {
	const known = rememberedOf(state, input);
	const reason = refusal(state, known !== undefined || input.invited);
	if (reason) return {state, effects: [{kind: 'refuse', leg: input.leg, reason}]};

	const member = newMember(state, input, known);
	const first = state.members.length === 0;
	const next: RoomState = {
		...state,
		members: [...state.members, member],
		remembered: without(state.remembered, input.callerKey),
		hadTwo: state.hadTwo || !first,
		recording: first && state.conference.record === 'always' ? 'starting' : state.recording,
	};
	return {state: next, effects: [...seatEffects(next, member), ...(first ? firstEffects(next, member) : furtherEffects(state, member))]};
}

/** Somebody is gone: hung up, ejected, or his media was lost. The last one left is dealt with as the conference wishes. */
export function leave(state: RoomState, leg: LegId, outcome: CallOutcome): Step {
	const member = findMember(state, leg);
	if (!member) return stay(state);
	const members = state.members.filter(other => other !== member);
	const next: RoomState = {...state, members, remembered: remember(state, member, outcome)};
	const gone: Effect[] = [{kind: 'unseat', leg, outcome}, ...leaderlessLecture(next, member)];
	if (members.length === 0) return close(next, gone, {ended: false});
	if (endsWith(next, member, outcome)) {
		const {state: over, effects} = dismissAll(next, 'ended-by-leader', ['ended-by-leader']);
		return {state: over, effects: [...gone, ...effects]};
	}
	const [last] = members;
	if (members.length === 1 && last) return lastOneLeft(next, last, gone);
	return {state: next, effects: [...gone, ...exitTone(next)]};
}

/** A leader who was cut off may come back; one who hung up takes the conference with him where it is so set and no other leader is in. */
function endsWith({conference, members}: RoomState, {role}: Member, outcome: CallOutcome): boolean {
	const wished = conference.ends === 'with-leader' && role === 'leader' && outcome === 'hung-up';
	return wished && !members.some(other => other.role === 'leader');
}

function leaderlessLecture({lecture, members}: RoomState, {role}: Member): Effect[] {
	const over = lecture && role === 'leader' && members.length > 0 && !members.some(other => other.role === 'leader');
	return over ? [{kind: 'arm', timer: {name: 'no-leader'}, ms: leaderGoneMs}] : [];
}

/** Everybody is told and taken out, and the room closes. */
export function dismissAll(state: RoomState, outcome: CallOutcome, say: readonly Sound[]): Step {
	const effects = state.members.flatMap((member): Effect[] => [
		{kind: 'unseat', leg: member.leg, outcome},
		{kind: 'dismiss', leg: member.leg, outcome, say},
	]);
	return close({...state, members: []}, effects, {ended: true});
}

function close(state: RoomState, before: readonly Effect[], {ended}: {ended: boolean}): Step {
	const running = state.recording === 'on' || state.recording === 'starting';
	return {
		state: {...state, closed: true, recording: 'off'},
		effects: [...before, ...(running ? [{kind: 'stop-recording'} as const] : []), {kind: 'close', ended}],
	};
}

function refusal(state: RoomState, expected: boolean): 'locked' | 'full' | 'closed' | undefined {
	if (state.closed) return 'closed';
	if (state.locked && !expected) return 'locked';
	const limit = state.conference.participantLimit;
	return limit !== null && state.members.length >= limit ? 'full' : undefined;
}

/** One who was cut off and calls again. While somebody with the same caller ID is still in, it may be a colleague behind the same number. */
function rememberedOf(state: RoomState, {callerKey}: Enter): Remembered | undefined {
	if (callerKey === undefined || state.members.some(member => member.callerKey === callerKey)) return undefined;
	return state.remembered.get(callerKey);
}

function newMember(state: RoomState, input: Enter, known: Remembered | undefined): Member {
	const role = known?.role === 'leader' ? 'leader' : input.role;
	const muteNew = state.allMuted && role !== 'leader';
	return {
		leg: input.leg, callerKey: input.callerKey, role, joinedAt: input.at, held: input.held,
		mutedBy: known?.mutedBy ?? (muteNew ? 'leader' : null),
		talking: false, toldMuted: false, hand: null, floor: known?.floor ?? null,
		gainInDb: known?.gainInDb ?? 0, gainOutDb: known?.gainOutDb ?? 0,
	};
}

function seatEffects(state: RoomState, member: Member): Effect[] {
	return [
		{kind: 'seat', leg: member.leg, muted: isSilenced(state, member), gainInDb: member.gainInDb, gainOutDb: member.gainOutDb},
		{kind: 'tell-joined', leg: member.leg},
	];
}

function firstEffects(state: RoomState, member: Member): Effect[] {
	const {conference} = state;
	const effects: Effect[] = [];
	if (conference.attentionToneSeconds > 0) effects.push({kind: 'arm', timer: {name: 'attention'}, ms: conference.attentionToneSeconds * 1000});
	if (conference.first === 'music') effects.push({kind: 'music', leg: member.leg, on: true});
	effects.push({kind: 'say', leg: member.leg, sounds: ['only-person']});
	if (conference.record === 'always') effects.push({kind: 'start-recording'});
	return effects;
}

function furtherEffects(before: RoomState, member: Member): Effect[] {
	const effects: Effect[] = before.members
		.filter(other => before.members.length === 1 && other.leg !== member.leg)
		.map(other => ({kind: 'music', leg: other.leg, on: false}));
	if (before.conference.entryTone === 'tone') effects.push({kind: 'say-all', sounds: [{tone: 'entry'}]});
	const recorded: readonly Sound[] = before.recording === 'on' || before.recording === 'starting' ? ['recording-on'] : [];
	if (member.mutedBy !== null) effects.push({kind: 'say-muted', leg: member.leg, first: recorded[0] ?? 'you-are-muted'});
	else if (onlyListens(before, member)) effects.push({kind: 'say-lecture', leg: member.leg, first: recorded[0] ?? 'lecture-on'});
	else if (recorded.length > 0) effects.push({kind: 'say', leg: member.leg, sounds: recorded});
	return effects;
}

function lastOneLeft(state: RoomState, last: Member, gone: readonly Effect[]): Step {
	if (state.hadTwo && state.conference.last === 'busy-tone') {
		const {state: empty, effects} = leave(state, last.leg, 'last-one-left');
		return {state: empty, effects: [...gone, ...effects, {kind: 'dismiss', leg: last.leg, outcome: 'last-one-left', say: busyTone}]};
	}
	return {state, effects: [...gone, ...exitTone(state), {kind: 'music', leg: last.leg, on: true}]};
}

const busyTone: readonly Sound[] = Array.from({length: 8}, () => ({tone: 'busy'} as const));

function exitTone(state: RoomState): Effect[] {
	return state.conference.exitTone === 'tone' ? [{kind: 'say-all', sounds: [{tone: 'exit'}]}] : [];
}

/** One who was thrown out is forgotten, or he would be back with his rights; one who hung up has given back the floor. */
function remember(state: RoomState, member: Member, outcome: CallOutcome): RoomState['remembered'] {
	if (member.callerKey === undefined || outcome === 'disconnected') return state.remembered;
	const {role, gainInDb, gainOutDb} = member;
	const {mutedBy, floor} = outcome === 'hung-up' ? withoutFloor(member) : member;
	return new Map(state.remembered).set(member.callerKey, {role, mutedBy, floor, gainInDb, gainOutDb});
}

function without(remembered: RoomState['remembered'], key: string | undefined): RoomState['remembered'] {
	if (key === undefined || !remembered.has(key)) return remembered;
	const rest = new Map(remembered);
	rest.delete(key);
	return rest;
}
