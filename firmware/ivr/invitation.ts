import type {Ask, Destination, RoomDestination} from '../call/index.js';
import type {Conference} from '../contract/index.js';
import {sayKeys} from '../prompts/index.js';
import type {Entry} from './entry.js';
import {conferenceOver} from './numbered.js';
import type {Talk} from './talk.js';
import {askInTries, type Answer, type Judgement} from './tries.js';

type Invitation = Extract<Ask, {kind: 'invitation'}>;

const tries = 3;
const waitSeconds = 20;
const joinKey = '1';

/** Somebody whom the box has called comes in, by a key unless he was to join at once: an answering machine presses none. */
export async function inviteIn(talk: Talk, invitation: Invitation): Promise<Destination> {
	const answer = await accepted(talk, invitation);
	if (answer.kind === 'end') return answer.destination;
	const conference = stillThere(talk, invitation);
	return conference ? inRoom(conference, invitation.number) : conferenceOver;
}

async function accepted(talk: Talk, {conference, number, joinAtOnce}: Invitation): Promise<Answer<true>> {
	if (joinAtOnce) return {kind: 'right', value: true};
	const patient = {...talk, settings: {...talk.settings, pinTries: tries, firstDigitSeconds: waitSeconds}};
	const question = ['invited-to-conference', ...sayKeys(number ?? conference.extension), 'to-join-press-1'] as const;
	return askInTries(patient, {question, fullLength: 1, outcome: 'no-entry', judge});
}

function judge(entry: Entry): Judgement<true> {
	if (entry.kind !== 'digits') return {kind: 'nothing'};
	return entry.digits === joinKey ? {kind: 'right', value: true} : {kind: 'wrong', say: []};
}

/** The conference as it is by now; one that was made by its callers may be over, and its number somebody else's. */
function stillThere({ports}: Talk, {conference: {id}, number}: Invitation): Conference | undefined {
	if (number !== null && ports.numbers.running(number)?.id !== id) return undefined;
	return ports.conferences().find(conference => conference.id === id);
}

const inRoom = (conference: Conference, number: string | null): RoomDestination => ({kind: 'room', conference, number, role: 'participant', invited: true});
