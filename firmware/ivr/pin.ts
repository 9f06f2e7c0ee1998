import type {HangUpDestination} from '../call/index.js';
import type {Conference, Role} from '../contract/index.js';
import type {Entry} from './entry.js';
import {letPass, pause, withMusic, type Talk} from './talk.js';
import type {Check, Outcome} from './throttle.js';
import {askInTries, gone, type Answer, type Judgement} from './tries.js';

/** What a conference asks of who wants to come in: null where there is no such PIN. */
export type Pins = {pin: string | null; leaderPin: string | null};
/** `pins` as they are by now: an organizer may change them while a caller keys. */
export type Door = {conference: Conference; pins: () => Pins};

/**
 * Lets a caller in, by his role, or turns him away. Without any PIN nothing is asked. Where leaders alone have a PIN, the question is put all
 * the same, since it is the leader's only way in: whoever presses '#' or waits comes in as a participant.
 */
export async function passDoor(talk: Talk, door: Door): Promise<Answer<Role>> {
	const {pin, leaderPin} = door.pins();
	if (isOpen({pin, leaderPin})) return asParticipant;
	if (talk.ports.throttle.verdict(attempt(talk, door)).kind === 'refuse') return pin === null ? asParticipant : turnAway(talk, door);
	const fullLength = Math.max(pin?.length ?? 0, leaderPin?.length ?? 0);
	return askInTries(talk, {question: ['enter-pin'], fullLength, outcome: 'wrong-pin', judge: entry => judge(talk, door, entry)});
}

async function judge(talk: Talk, door: Door, entry: Entry): Promise<Judgement<Role>> {
	if (isOpen(door.pins())) return asParticipant;
	if (entry.kind === 'nothing' || entry.kind === 'hash') return door.pins().pin === null ? asParticipant : {kind: 'nothing'};
	const check = talk.ports.throttle.begin(attempt(talk, door));
	if (check.verdict.kind === 'refuse') return turnAway(talk, door);
	if (check.verdict.kind === 'delay') await withMusic(talk, pause(talk, check.verdict.ms));
	if (talk.signal.aborted) {
		check.settle('unchecked');
		return gone;
	}
	const pins = door.pins();
	const role = entry.kind === 'digits' ? roleOf(pins, entry.digits) : undefined;
	if (!role) return refuse(talk, {door, entry, check});
	check.settle(worthOf(pins, role));
	if (entry.kind === 'digits' && entry.full) talk.leg.digits.skip('#');
	return {kind: 'right', value: role};
}

/** A wrong PIN sounds the same whatever its length: at its end, not where a right one would have ended. */
async function refuse(talk: Talk, {door, entry, check}: {door: Door; entry: Entry; check: Check}): Promise<Judgement<Role>> {
	check.settle('wrong');
	talk.ports.refused(talk.leg, door.conference.id, false);
	if (entry.kind === 'digits' && entry.full) await letPass(talk);
	return {kind: 'wrong', say: ['wrong-pin']};
}

function turnAway({leg, ports}: Talk, {conference}: Door): Answer<never> {
	ports.refused(leg, conference.id, true);
	return {kind: 'end', destination: throttled};
}

function roleOf({pin, leaderPin}: Pins, digits: string): Role | undefined {
	if (digits === leaderPin) return 'leader';
	return digits === pin ? 'participant' : undefined;
}

/** A participant may still be after the leader's PIN. */
const worthOf = ({leaderPin}: Pins, role: Role): Outcome => role === 'leader' || leaderPin === null ? 'known' : 'guest';
const isOpen = ({pin, leaderPin}: Pins): boolean => pin === null && leaderPin === null;
const attempt = ({leg}: Talk, {conference}: Door) => ({caller: leg.caller, conference: conference.id});
const asParticipant: Answer<Role> = {kind: 'right', value: 'participant'};
const throttled: HangUpDestination = {kind: 'hangup', outcome: 'throttled', say: ['try-again-later', 'goodbye']};
