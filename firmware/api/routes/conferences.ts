import {Type} from '@sinclair/typebox';
import {
	conferenceInput, conferenceView, language, staticConferenceInput, told, type Conference, type ConferenceId, type ConferenceInput, type Problem,
} from '../../contract/index.js';
import type {Check} from '../check.js';
import {conferenceRefusal, takenExtension} from '../conference-refusal.js';
import {conferenceFor, isOf} from '../masking.js';
import type {ApiPorts} from '../ports.js';
import {created, empty, json, refused, route, type Answer, type Caller, type Route} from '../route.js';
import type {Turns} from '../turns.js';
import {idOf} from './parameters.js';

const changeable = Type.Object({
	...staticConferenceInput.properties,
	language: Type.Union([language, Type.Null()], {description: 'null: the language of the box'}),
});
const conferenceChange = Type.Partial(Type.Omit(changeable, ['kind']), {additionalProperties: false, minProperties: 1});

export type ConfigurationPorts = Pick<ApiPorts, 'store' | 'changes'> & {inTurn: Turns; checkConference: Check};

const params = idOf<ConferenceId>();

export function conferenceRoutes(ports: ConfigurationPorts): Route[] {
	return [...readingRoutes(ports), ...changingRoutes(ports)];
}

function readingRoutes({store}: Pick<ConfigurationPorts, 'store'>): Route[] {
	return [
		route({
			method: 'get', path: '/conferences', tag: 'Conferences', summary: 'All configured conferences, by extension', role: 'user',
			response: Type.Array(conferenceView),
			run: async ({caller}) => json((await store.conferences.list()).map(conference => conferenceFor(caller, conference))),
		}),
		route({
			method: 'get', path: '/conferences/:id', tag: 'Conferences', summary: 'One conference', role: 'user',
			params, response: conferenceView,
			async run({params, caller}) {
				const conference = await store.conferences.get(params.id);
				return conference === undefined ? missing : json(conferenceFor(caller, conference));
			},
		}),
	];
}

function changingRoutes({store, changes, inTurn, checkConference}: ConfigurationPorts): Route[] {
	return [
		route({
			method: 'post', path: '/conferences', tag: 'Conferences', summary: 'Create a conference; an organizer\'s is the organizer\'s own', role: 'organizer',
			body: conferenceInput, response: conferenceView,
			run: ({body, caller}) => inTurn(async () => {
				const input = ownedBy(caller, body);
				const refusal = notFor(caller, input) ?? await refusalOf(input);
				if (refusal) return refusal;
				const conference = await store.conferences.create(input);
				if (conference === 'extension-taken') return taken(input);
				changes.conferenceCreated(conference);
				return created(conference);
			}),
		}),
		route({
			method: 'patch', path: '/conferences/:id', tag: 'Conferences', summary: 'Change a conference, an organizer an own one; what is absent stays as it is', role: 'organizer',
			params, body: conferenceChange, response: conferenceView,
			run: ({params, body, caller}) => inTurn(async () => {
				const old = await store.conferences.get(params.id);
				if (old === undefined) return missing;
				const {id, ...merged} = merge(old, body);
				const problems = checkConference(merged);
				if (problems.length > 0) return invalid(problems);
				const refusal = notFor(caller, old) ?? notFor(caller, merged) ?? await refusalOf(merged, id);
				return refusal ?? replace({...merged, id});
			}),
		}),
		route({
			method: 'delete', path: '/conferences/:id', tag: 'Conferences', role: 'organizer', params, response: 'empty',
			summary: 'Delete a conference; those who are in it are told and hung up. Its recordings and calls stay',
			run: ({params, caller}) => inTurn(async () => {
				const conference = await store.conferences.get(params.id);
				const refusal = conference && notFor(caller, conference);
				if (refusal) return refusal;
				if (conference === undefined || !await store.conferences.delete(params.id)) return missing;
				changes.conferenceDeleted(conference);
				return empty;
			}),
		}),
	];

	async function refusalOf(input: ConferenceInput, id?: ConferenceId): Promise<Answer | undefined> {
		const refusal = await conferenceRefusal(store, input, id);
		return refusal && {kind: 'refused', ...refusal};
	}

	async function replace(conference: Conference): Promise<Answer> {
		switch (await store.conferences.replace(conference)) {
			case 'not-found': return missing;
			case 'extension-taken': return taken(conference);
			case 'replaced':
				changes.conferenceChanged(conference);
				return json(conference);
		}
	}
}

const missing = refused('NOT_FOUND', 'There is no such conference.');
function taken({extension}: Pick<ConferenceInput, 'extension'>): Answer {
	return {kind: 'refused', ...takenExtension(told('used-by-conference', {number: extension}))};
}

const invalid = (problems: readonly Problem[]) => refused('INVALID_INPUT', 'The conference is not valid.', problems);

/** What somebody makes who is no admin is theirs. */
function ownedBy(caller: Caller, input: ConferenceInput): ConferenceInput {
	return caller.role !== 'admin' && caller.by === 'cookie' && input.organizer === null ? {...input, organizer: caller.user} : input;
}

/** Nobody but an admin has to do with other people's conferences. */
function notFor(caller: Caller, {organizer}: Pick<ConferenceInput, 'organizer'>): Answer | undefined {
	if (isOf(caller, organizer) || caller.role === 'admin') return undefined;
	const why = told('not-your-conference');
	return refused('FORBIDDEN', why, [{path: '/organizer', ...why}]);
}

/** The result may be wrong for the conference's kind, which is for the check to say. */
function merge(old: Conference, {language: newLanguage, ...change}: {language?: Conference['language'] | null}): Conference {
	const {language: oldLanguage, ...rest} = {...old, ...change};
	const chosen = newLanguage === undefined ? oldLanguage : newLanguage;
	return chosen === undefined || chosen === null ? rest : {...rest, language: chosen};
}
