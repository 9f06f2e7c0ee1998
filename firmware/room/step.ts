import type {CallOutcome, Conference, LegId} from '../contract/index.js';
import type {Sound} from '../call/index.js';
import {dismissAll, enter, leave} from './membership.js';
import {findMember, stay, withMember, type Effect, type Input, type Member, type RoomState, type Step, type Timer} from './state.js';

const mutedTalkMs = 1500;
const tellAgainMs = 30_000;

/** The room as a machine: pure, no clock, no audio; its owner performs the effects. A closed room answers nothing but 'closed' at its door. */
export function step(state: RoomState, input: Input): Step {
	if (state.closed && input.kind !== 'enter') return stay(state);
	switch (input.kind) {
		case 'enter': return enter(state, input);
		case 'leave': return leave(state, input.leg, input.outcome);
		case 'mute': return mute(state, input);
		case 'gain': return gain(state, input);
		case 'held': return change(state, input.leg, {held: input.held});
		case 'talking': return talking(state, input.leg, input.talking);
		case 'media': return findMember(state, input.leg) ? {state, effects: [{kind: 'tell-changed', leg: input.leg}]} : stay(state);
		case 'lock': return lock(state, input.locked);
		case 'mute-all': return muteAll(state, input);
		case 'eject': return eject(state, input.leg);
		case 'record': return record(state, input.on);
		case 'recording-started': return recordingStarted(state);
		case 'recording-refused': return recordingRefused(state);
		case 'recording-ended': return recordingEnded(state, input.failed);
		case 'end': return dismissAll(state, input.outcome, farewell[input.outcome]);
		case 'conference': return reconfigure(state, input.conference);
		case 'timer': return timer(state, input.timer);
		default: return unreachable(input);
	}
}

const farewell: Record<Extract<Input, {kind: 'end'}>['outcome'], readonly Sound[]> = {
	'ended-by-leader': ['ended-by-leader'],
	disconnected: ['disconnected'],
	'conference-deleted': ['conference-deleted'],
	'box-stopped': [],
};

function unreachable(input: never): never {
	throw new Error(`No such input: ${JSON.stringify(input)}`);
}

function change(state: RoomState, leg: LegId, changes: Partial<Member>): Step {
	const member = findMember(state, leg);
	if (!member) return stay(state);
	const same = (Object.keys(changes) as (keyof Member)[]).every(key => member[key] === changes[key]);
	return same ? stay(state) : {state: withMember(state, leg, changes), effects: [{kind: 'tell-changed', leg}]};
}

function mute(state: RoomState, {leg, muted, by}: Extract<Input, {kind: 'mute'}>): Step {
	const member = findMember(state, leg);
	if (!member || (member.mutedBy !== null) === muted) return stay(state);
	const effects: Effect[] = [{kind: 'mute', leg, muted}, {kind: 'tell-changed', leg}, sayMute(member, muted, by)];
	return {state: withMember(state, leg, {mutedBy: muted ? by : null, toldMuted: false}), effects};
}

function sayMute({leg}: Member, muted: boolean, by: Actor): Effect {
	if (by === 'self') return {kind: 'say', leg, sounds: [muted ? 'muted' : 'unmuted']};
	return muted ? {kind: 'say-muted', leg, first: 'muted-by-leader'} : {kind: 'say', leg, sounds: ['unmuted-by-leader']};
}

type Actor = Extract<Input, {kind: 'mute'}>['by'];

function gain(state: RoomState, {leg, inDb, outDb}: Extract<Input, {kind: 'gain'}>): Step {
	const {state: next, effects} = change(state, leg, {gainInDb: inDb, gainOutDb: outDb});
	return {state: next, effects: effects.length === 0 ? effects : [{kind: 'gain', leg, inDb, outDb}, ...effects]};
}

function talking(state: RoomState, leg: LegId, now: boolean): Step {
	const {state: next, effects} = change(state, leg, {talking: now});
	const member = findMember(next, leg);
	const warn = now && effects.length > 0 && member?.mutedBy !== null && member?.toldMuted === false;
	return {state: next, effects: warn ? [...effects, {kind: 'arm', timer: {name: 'muted-talk', leg}, ms: mutedTalkMs}] : effects};
}

function lock(state: RoomState, locked: boolean): Step {
	if (state.locked === locked) return stay(state);
	return {
		state: {...state, locked},
		effects: [{kind: 'tell-room'}, {kind: 'say-all', sounds: [locked ? 'locked-now' : 'unlocked-now']}],
	};
}

/** Un-muting all undoes what muting all did; those who muted themselves stay so. */
function muteAll(state: RoomState, {muted, by}: Extract<Input, {kind: 'mute-all'}>): Step {
	const affected = state.members.filter(member => muted
		? member.role !== 'leader' && member.mutedBy === null
		: member.mutedBy !== null && member.mutedBy !== 'self');
	if (affected.length === 0 && state.allMuted === muted) return stay(state);
	const legs = new Set(affected.map(member => member.leg));
	const next: RoomState = {
		...state,
		allMuted: muted,
		members: state.members.map(member => legs.has(member.leg) ? {...member, mutedBy: muted ? by : null, toldMuted: false} : member),
	};
	const each = affected.flatMap((member): Effect[] => [{kind: 'mute', leg: member.leg, muted}, {kind: 'tell-changed', leg: member.leg}, sayMute(member, muted, by)]);
	const leaders = state.members.filter(member => member.role === 'leader')
		.map(({leg}): Effect => ({kind: 'say', leg, sounds: [muted ? 'all-muted' : 'all-unmuted']}));
	return {state: next, effects: [{kind: 'tell-room'}, ...each, ...leaders]};
}

function eject(state: RoomState, leg: LegId): Step {
	if (!findMember(state, leg)) return stay(state);
	const outcome: CallOutcome = 'disconnected';
	const {state: next, effects} = leave(state, leg, outcome);
	return {state: next, effects: [...effects, {kind: 'dismiss', leg, outcome, say: ['disconnected']}]};
}

function record(state: RoomState, on: boolean): Step {
	if (on && state.recording === 'off' && state.conference.record !== 'never') {
		return {state: {...state, recording: 'starting', recordingFailed: false}, effects: [{kind: 'start-recording'}]};
	}
	if (!on && (state.recording === 'on' || state.recording === 'starting')) {
		return {state: {...state, recording: 'stopping'}, effects: [{kind: 'stop-recording'}]};
	}
	return stay(state);
}

function recordingStarted(state: RoomState): Step {
	if (state.recording === 'stopping') return stay(state);
	return {state: {...state, recording: 'on'}, effects: [{kind: 'tell-room'}, {kind: 'say-all', sounds: ['recording-on']}]};
}

function recordingRefused(state: RoomState): Step {
	return {state: {...state, recording: 'off', recordingFailed: true}, effects: [{kind: 'tell-room'}, {kind: 'say-all', sounds: ['recording-failed']}]};
}

function recordingEnded(state: RoomState, failed: boolean): Step {
	const said: Sound = failed ? 'recording-failed' : 'recording-off';
	return {
		state: {...state, recording: 'off', recordingFailed: failed},
		effects: [{kind: 'tell-room'}, {kind: 'say-all', sounds: [said]}],
	};
}

/** The conference was changed while people are in it. */
function reconfigure(state: RoomState, conference: Conference): Step {
	const effects: Effect[] = [{kind: 'tell-room'}];
	if (conference.attentionToneSeconds > 0) effects.push({kind: 'arm', timer: {name: 'attention'}, ms: conference.attentionToneSeconds * 1000});
	const next = {...state, conference};
	const wish = conference.record === 'always' && !state.recordingFailed ? true : conference.record === 'never' ? false : undefined;
	if (wish === undefined) return {state: next, effects};
	const recording = record(next, wish);
	return {state: recording.state, effects: [...effects, ...recording.effects]};
}

function timer(state: RoomState, which: Timer): Step {
	switch (which.name) {
		case 'attention': return attention(state);
		case 'muted-talk': return tellMuted(state, which.leg);
		case 'forget-told': return findMember(state, which.leg) ? {state: withMember(state, which.leg, {toldMuted: false}), effects: []} : stay(state);
		default: return unreachable(which);
	}
}

function attention(state: RoomState): Step {
	const seconds = state.conference.attentionToneSeconds;
	if (seconds === 0) return stay(state);
	const sound: Effect[] = state.members.length > 1 ? [{kind: 'say-all', sounds: [{tone: 'attention'}]}] : [];
	return {state, effects: [...sound, {kind: 'arm', timer: {name: 'attention'}, ms: seconds * 1000}]};
}

function tellMuted(state: RoomState, leg: LegId): Step {
	const member = findMember(state, leg);
	if (!member || member.mutedBy === null || !member.talking || member.toldMuted) return stay(state);
	return {
		state: withMember(state, leg, {toldMuted: true}),
		effects: [{kind: 'say-muted', leg, first: 'you-are-muted'}, {kind: 'arm', timer: {name: 'forget-told', leg}, ms: tellAgainMs}],
	};
}
