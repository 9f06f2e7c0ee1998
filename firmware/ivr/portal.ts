import {askFor, type Destination} from '../call/index.js';
import type {Entry} from './entry.js';
import {joinRunning, judgeNumber, type Numbered} from './numbered.js';
import {speakFor, type Talk} from './talk.js';
import {askInTries, type Judgement} from './tries.js';

type Found = {kind: 'extension'; destination: Destination} | {kind: 'running'; place: Numbered};

/**
 * Any conference by its number: the extension of a configured one, or else the number of a dynamic one that runs. What follows is what callers
 * of that extension are asked.
 */
export async function askAtPortal(talk: Talk): Promise<Destination> {
	const answer = await askInTries(talk, {
		question: ['enter-conference-number'], fullLength: null, outcome: 'unknown-number', judge: entry => judge(talk, entry),
	});
	if (answer.kind === 'end') return answer.destination;
	if (answer.value.kind === 'extension') return answer.value.destination;
	speakFor(talk, answer.value.place.conference);
	return joinRunning(talk, answer.value.place);
}

function judge(talk: Talk, entry: Entry): Judgement<Found> {
	const number = judgeNumber(entry);
	if (number.kind !== 'right') return number;
	const found = find(talk, number.value);
	return found ? {kind: 'right', value: found} : {kind: 'wrong', say: ['unknown-conference']};
}

function find({ports}: Talk, number: string): Found | undefined {
	const configured = ports.conferences().find(({extension}) => extension === number);
	if (configured) return {kind: 'extension', destination: askFor(configured)};
	const conference = ports.numbers.running(number);
	return conference && {kind: 'running', place: {conference, number}};
}
