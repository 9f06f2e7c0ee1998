import type {CallOutcome, KeypadFunction, LegId, Settings} from '../contract/index.js';
import type {Destination, Leg, Sound} from '../call/index.js';
import {nextFloor} from './floor.js';
import {keysTimedOut, needsLeader, noKeys, pressKey, type KeypadStep} from './keypad.js';
import {countSpeech, menuSpeech} from './menu.js';
import type {Room} from './room.js';
import {findMember, isSilenced, type Input, type Member} from './state.js';

/** After so long without a further key, an unfinished code is given up. */
const nextKeyMs = 2000;
const volumeStepDb = 3;
const mostDb = 12;

/** A leg's stay in a room: its keys work until it leaves or is let go. Answers with where the call goes next. */
export async function takePart(room: Room, leg: Leg, {dismissed, settings, signal}: {dismissed: Promise<Destination>; settings: () => Settings; signal: AbortSignal}): Promise<Destination> {
	const left = new AbortController();
	const over = AbortSignal.any([signal, left.signal]);
	const keys = takeKeys(room, leg, {settings, signal: over});
	const gone = new Promise<undefined>(resolve => {
		signal.addEventListener('abort', () => resolve(undefined), {once: true});
		if (signal.aborted) resolve(undefined);
	});
	const next = await Promise.race([dismissed, gone]);
	left.abort();
	await keys;
	if (next) return next;
	const outcome = outcomeOf(signal.reason);
	room.input({kind: 'leave', leg: leg.id, outcome});
	return {kind: 'hangup', outcome, say: []};
}

/** Why a leg's signal was aborted, as far as it says. */
function outcomeOf(reason: unknown): CallOutcome {
	const end = reason as {outcome?: CallOutcome} | undefined;
	return end?.outcome ?? 'disconnected';
}

async function takeKeys(room: Room, leg: Leg, {settings, signal}: {settings: () => Settings; signal: AbortSignal}): Promise<void> {
	let state = noKeys;
	for (;;) {
		const next = await leg.digits.next({signal, ...(state.keyed === '' ? {} : {timeoutMs: nextKeyMs})});
		if (next.kind === 'aborted') return;
		const codes = settings().keypad;
		const step: KeypadStep = next.kind === 'digit' ? pressKey(codes, state, next.digit) : keysTimedOut(codes, state);
		state = step.state;
		if (step.result.kind === 'function') use(step.result.name, {room, leg, settings});
	}
}

type Use = {room: Room; leg: Leg; settings: () => Settings};

function use(name: KeypadFunction, {room, leg, settings}: Use): void {
	const member = findMember(room.state, leg.id);
	const speech = room.sayTo(leg.id);
	if (!member || !speech) return;
	speech.interrupt();
	if (needsLeader(name) && member.role !== 'leader') return speech.say(['leader-only']);
	const {allMuted, lecture, locked, members} = room.state;
	switch (name) {
		case 'mute': return room.input({kind: 'mute', leg: leg.id, muted: !isSilenced(room.state, member), by: 'self'});
		case 'menu': return speech.say(menuSpeech(settings().keypad, member.role));
		case 'count': return speech.say(countSpeech(leg.language, members.length));
		case 'quieter': return turn(room, leg.id, {outDb: -volumeStepDb});
		case 'louder': return turn(room, leg.id, {outDb: volumeStepDb});
		case 'mouthQuieter': return turn(room, leg.id, {inDb: -volumeStepDb});
		case 'mouthLouder': return turn(room, leg.id, {inDb: volumeStepDb});
		case 'lock': return room.input({kind: 'lock', locked: !locked});
		case 'muteAll': return room.input({kind: 'mute-all', muted: !allMuted, by: 'leader'});
		case 'hand': return room.input(handInput(member));
		case 'lecture': return room.input({kind: 'lecture', on: !lecture});
		case 'giveFloor': return speech.say(passFloor(room));
		case 'record': return speech.say(toggleRecording(room));
		case 'ejectLast': return speech.say(ejectLast(room, leg.id));
		case 'end': return room.input({kind: 'end', outcome: 'ended-by-leader'});
	}
}

function turn(room: Room, leg: LegId, {inDb = 0, outDb = 0}: {inDb?: number; outDb?: number}): void {
	const member = findMember(room.state, leg);
	if (!member) return;
	const within = (db: number) => Math.max(-mostDb, Math.min(mostDb, db));
	room.input({kind: 'gain', leg, inDb: within(member.gainInDb + inDb), outDb: within(member.gainOutDb + outDb)});
	room.sayTo(leg)?.say([{tone: 'beep'}]);
}

/** Who has the floor gives it back. */
function handInput({leg, hand, floor}: Member): Input {
	return floor ? {kind: 'floor', leg, given: false} : {kind: 'hand', leg, up: hand === null};
}

function passFloor(room: Room): readonly Sound[] {
	const {legs, given} = nextFloor(room.state);
	for (const leg of legs) room.input({kind: 'floor', leg, given});
	if (legs.length === 0) return ['nobody-asks'];
	return [given ? 'floor-passed' : 'floor-taken-back'];
}

/** The room itself says that recording began or ended; only a refusal needs words here. */
function toggleRecording(room: Room): readonly Sound[] {
	const {recording, conference} = room.state;
	const on = recording === 'off' || recording === 'stopping';
	if (on && conference.record === 'never') return ['recording-not-allowed'];
	room.input({kind: 'record', on});
	return [];
}

/** The newest who is not a leader: a leader who mistypes must not lose another one. */
function ejectLast(room: Room, by: LegId): readonly Sound[] {
	const last = room.state.members.filter(member => member.leg !== by && member.role !== 'leader').at(-1);
	if (!last) return ['nobody-to-eject'];
	room.input({kind: 'eject', leg: last.leg});
	return ['ejected'];
}
