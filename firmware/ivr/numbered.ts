import type {Destination, HangUpDestination, Sound} from '../call/index.js';
import type {DynamicConference} from '../contract/index.js';
import {sayKeys} from '../prompts/index.js';
import type {Entry} from './entry.js';
import {passDoor} from './pin.js';
import type {Claim} from './ports.js';
import {tell, withMusic, type Talk} from './talk.js';
import {askInTries, gone, type Answer, type Judgement} from './tries.js';

/** A dynamic conference by the number that its callers key. */
export type Numbered = {conference: DynamicConference; number: string};

/** What a caller wanted to join has ended meanwhile. */
export const conferenceOver: HangUpDestination = {kind: 'hangup', outcome: 'no-entry', say: ['conference-over', 'goodbye']};

/** As many as an extension has, so that a number can be dialled at the portal too. */
const mostNumberDigits = 15;
/** As the contract has it for every PIN. */
const fewestPinDigits = 3;
const mostPinDigits = 16;

/** The conference number that a caller keys; any will do at a dynamic conference's own extension. */
export async function askNumber(talk: Talk): Promise<Answer<string>> {
	return askInTries(talk, {question: ['enter-conference-number'], fullLength: null, outcome: 'unknown-number', judge: judgeNumber});
}

/** A number that was keyed, or why it is none. */
export function judgeNumber(entry: Entry): Judgement<string> {
	if (entry.kind === 'nothing' || entry.kind === 'hash') return {kind: 'nothing'};
	if (entry.kind === 'passed' || entry.digits.length > mostNumberDigits) return {kind: 'wrong', say: ['unknown-conference']};
	return {kind: 'right', value: entry.digits};
}

/** Into the conference of this number: with its PIN when it runs, by choosing one when it does not. */
export async function joinOrCreate(talk: Talk, place: Numbered): Promise<Destination> {
	const claim = await claimed(talk, place);
	switch (claim.kind) {
		case 'exists': return join(talk, place, claim);
		case 'yours': return create(talk, place, claim);
		case 'aborted': return gone.destination;
	}
}

/** Into the conference of this number, which ran a moment ago. */
export async function joinRunning(talk: Talk, place: Numbered): Promise<Destination> {
	const claim = await claimed(talk, place);
	switch (claim.kind) {
		case 'exists': return join(talk, place, claim);
		case 'yours':
			claim.release();
			return {kind: 'hangup', outcome: 'unknown-number', say: ['unknown-conference', 'goodbye']};
		case 'aborted': return gone.destination;
	}
}

async function claimed(talk: Talk, {conference, number}: Numbered): Promise<Claim> {
	return withMusic(talk, talk.ports.numbers.claim(conference, number, talk.signal));
}

async function join(talk: Talk, {conference, number}: Numbered, {pin, runs}: Extract<Claim, {kind: 'exists'}>): Promise<Destination> {
	const answer = await passDoor(talk, {conference, pins: () => ({pin, leaderPin: null})});
	if (answer.kind === 'end') return answer.destination;
	return runs() ? {kind: 'room', conference, number, role: answer.value} : conferenceOver;
}

async function create(talk: Talk, {conference, number}: Numbered, claim: Extract<Claim, {kind: 'yours'}>): Promise<Destination> {
	let opened = false;
	try {
		const answer = await askInTries(talk, {question: ['choose-pin'], fullLength: null, outcome: 'no-entry', judge: judgeChoice});
		if (answer.kind === 'end') return answer.destination;
		await tell(talk, confirmation(answer.value));
		if (talk.signal.aborted) return gone.destination;
		claim.open(answer.value);
		opened = true;
		return {kind: 'room', conference, number, role: 'leader'};
	} finally {
		if (!opened) claim.release();
	}
}

function judgeChoice(entry: Entry): Judgement<string | null> {
	switch (entry.kind) {
		case 'hash': return {kind: 'right', value: null};
		case 'nothing': return {kind: 'nothing'};
		case 'passed': return {kind: 'wrong', say: []};
		case 'digits':
			if (entry.digits.length < fewestPinDigits) return {kind: 'wrong', say: ['pin-too-short']};
			return entry.digits.length > mostPinDigits ? {kind: 'wrong', say: []} : {kind: 'right', value: entry.digits};
	}
}

const confirmation = (pin: string | null): readonly Sound[] => pin === null ? ['no-pin-set'] : ['pin-set-to', ...sayKeys(pin)];
