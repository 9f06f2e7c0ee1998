import type {CallOutcome, Conference, LegId} from '../contract/index.js';
import type {Sound} from '../call/index.js';
import {endLecture, floor, hand, lecture} from './floor.js';
import {dismissAll, enter, leave} from './membership.js';
import {findMember, stay, withMember, type Effect, type Input, type Member, type RecordingFault, type RoomState, type Step, type Timer} from './state.js';
import {mute, muteAll, talking, tellMuted} from './voices.js';

/** The room as a machine: pure, no clock, no audio; its owner performs the effects. A closed room answers nothing but 'closed' at its door. */
export function step(state: RoomState, input: Input): Step {
	if (state.closed && input.kind !== 'enter') return stay(state);
	switch (input.kind) {
		case 'enter': return enter(state, input);
		case 'leave': return leave(state, input.leg, input.outcome);
		case 'mute': return mute(state, input);
		case 'gain': return gain(state, input);
		case 'held': return change(state, input.leg, {held: input.held});
		case 'talking': return ofMember(state, input.leg, member => talking(state, member, input.talking));
		case 'media': return findMember(state, input.leg) ? {state, effects: [{kind: 'tell-changed', leg: input.leg}]} : stay(state);
		case 'lock': return lock(state, input.locked);
		case 'mute-all': return muteAll(state, input);
		case 'lecture': return lecture(state, input.on);
		case 'hand': return hand(state, input.leg, input.up);
		case 'floor': return floor(state, input.leg, input.given);
		case 'eject': return eject(state, input.leg);
		case 'record': return record(state, input.on);
		case 'recording-started': return recordingStarted(state);
		case 'recording-refused': return recordingRefused(state, input.why);
		case 'recording-ended': return recordingEnded(state, input.why);
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

function ofMember(state: RoomState, leg: LegId, act: (member: Member) => Step): Step {
	const member = findMember(state, leg);
	return member ? act(member) : stay(state);
}

function change(state: RoomState, leg: LegId, changes: Partial<Member>): Step {
	const member = findMember(state, leg);
	if (!member) return stay(state);
	const same = (Object.keys(changes) as (keyof Member)[]).every(key => member[key] === changes[key]);
	return same ? stay(state) : {state: withMember(state, leg, changes), effects: [{kind: 'tell-changed', leg}]};
}

function gain(state: RoomState, {leg, inDb, outDb}: Extract<Input, {kind: 'gain'}>): Step {
	const {state: next, effects} = change(state, leg, {gainInDb: inDb, gainOutDb: outDb});
	return {state: next, effects: effects.length === 0 ? effects : [{kind: 'gain', leg, inDb, outDb}, ...effects]};
}

function lock(state: RoomState, locked: boolean): Step {
	if (state.locked === locked) return stay(state);
	return {
		state: {...state, locked},
		effects: [{kind: 'tell-room'}, {kind: 'say-all', sounds: [locked ? 'locked-now' : 'unlocked-now']}],
	};
}

function eject(state: RoomState, leg: LegId): Step {
	if (!findMember(state, leg)) return stay(state);
	const outcome: CallOutcome = 'disconnected';
	const {state: next, effects} = leave(state, leg, outcome);
	return {state: next, effects: [...effects, {kind: 'dismiss', leg, outcome, say: ['disconnected']}]};
}

function record(state: RoomState, on: boolean): Step {
	if (on && state.conference.record === 'never') return stay(state);
	switch (state.recording) {
		case 'off': return on ? startRecording(state) : stay(state);
		case 'starting':
		case 'on': return on ? stay(state) : {state: {...state, recording: 'stopping'}, effects: [{kind: 'stop-recording'}]};
		case 'stopping':
		case 'again': return stay({...state, recording: on ? 'again' : 'stopping'});
	}
}

const startRecording = (state: RoomState): Step => ({state: {...state, recording: 'starting', recordingFailed: false}, effects: [{kind: 'start-recording'}]});

function recordingStarted(state: RoomState): Step {
	if (state.recording !== 'starting') return stay(state);
	return {state: {...state, recording: 'on'}, effects: [{kind: 'tell-room'}, {kind: 'say-all', sounds: ['recording-on']}]};
}

const saidOfFault = {failed: 'recording-failed', quota: 'recording-quota'} as const satisfies Record<RecordingFault, Sound>;

function recordingRefused(state: RoomState, why: RecordingFault): Step {
	return {state: {...state, recording: 'off', recordingFailed: true}, effects: [{kind: 'tell-room'}, {kind: 'say-all', sounds: [saidOfFault[why]]}]};
}

function recordingEnded(state: RoomState, why: RecordingFault | null): Step {
	const told: Effect[] = [{kind: 'tell-room'}, {kind: 'say-all', sounds: [why === null ? 'recording-off' : saidOfFault[why]]}];
	if (why !== null || state.recording !== 'again') return {state: {...state, recording: 'off', recordingFailed: why !== null}, effects: told};
	const {state: next, effects} = startRecording(state);
	return {state: next, effects: [...told, ...effects]};
}

/** The conference was changed while people are in it. */
function reconfigure(state: RoomState, conference: Conference): Step {
	const effects: Effect[] = [{kind: 'tell-room'}];
	if (conference.attentionToneSeconds > 0) effects.push({kind: 'arm', timer: {name: 'attention'}, ms: conference.attentionToneSeconds * 1000});
	const next = {...state, conference};
	// Whoever stopped or started a recording by hand has his wish, unless this very wish was changed.
	if (conference.record === state.conference.record) return {state: next, effects};
	const recording = recordWished(next);
	return {state: recording.state, effects: [...effects, ...recording.effects]};
}

/** As the conference wants it, where it wants anything. */
function recordWished(state: RoomState): Step {
	switch (state.conference.record) {
		case 'always': return state.recordingFailed ? stay(state) : record(state, true);
		case 'never': return record(state, false);
		case 'on-demand': return stay(state);
	}
}

function timer(state: RoomState, which: Timer): Step {
	switch (which.name) {
		case 'attention': return attention(state);
		case 'no-leader': return endLecture(state);
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
