import {conflict, dialPlan} from '../call/index.js';
import {conferenceProblems, told, type ConferenceId, type ConferenceInput, type Problem, type Told} from '../contract/index.js';
import type {Refusal} from './error-answer.js';
import {readPlan} from './routes/plan.js';
import type {StorePort} from './store-port.js';

/** Why a conference can't be as it is wanted, beside what its schema says; `id` is its own, where there is one already. */
export async function conferenceRefusal(store: StorePort, input: ConferenceInput, id?: ConferenceId): Promise<Refusal | undefined> {
	const problems = [...conferenceProblems(input), ...await organizerProblems(store, input)];
	if (problems.length > 0) return {code: 'INVALID_INPUT', message: 'The conference is not valid.', problems};
	const reason = conflict(dialPlan(await readPlan(store)), input.extension, id);
	return reason === undefined ? undefined : takenExtension(reason);
}

export const takenExtension = (why: Told): Refusal => ({code: 'CONFLICT', message: why.message, reason: why, problems: [{path: '/extension', ...why}]});

async function organizerProblems({users}: StorePort, {organizer}: ConferenceInput): Promise<Problem[]> {
	if (organizer === null || (await users.list()).some(({id}) => id === organizer)) return [];
	return [{path: '/organizer', ...told('no-user')}];
}
