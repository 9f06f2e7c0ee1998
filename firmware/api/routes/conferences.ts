import {Type} from '@sinclair/typebox';
import {conflict, dialPlan} from '../../call/index.js';
import {
	conferenceInput, conferenceProblems, conferenceView, language, staticConferenceInput,
	type Conference, type ConferenceId, type ConferenceInput, type Problem,
} from '../../contract/index.js';
import type {Check} from '../check.js';
import {conferenceFor} from '../masking.js';
import type {ApiPorts} from '../ports.js';
import {created, empty, json, refused, route, type Answer, type Route} from '../route.js';
import type {Turns} from '../turns.js';
import {idOf} from './parameters.js';
import {readPlan} from './plan.js';

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
			run: async ({caller}) => json((await store.conferences.list()).map(conference => conferenceFor(caller.role, conference))),
		}),
		route({
			method: 'get', path: '/conferences/:id', tag: 'Conferences', summary: 'One conference', role: 'user',
			params, response: conferenceView,
			async run({params, caller}) {
				const conference = await store.conferences.get(params.id);
				return conference === undefined ? missing : json(conferenceFor(caller.role, conference));
			},
		}),
	];
}

function changingRoutes({store, changes, inTurn, checkConference}: ConfigurationPorts): Route[] {
	return [
		route({
			method: 'post', path: '/conferences', tag: 'Conferences', summary: 'Create a conference', role: 'admin',
			body: conferenceInput, response: conferenceView,
			run: ({body}) => inTurn(async () => {
				const refusal = await refusalOf(body);
				if (refusal) return refusal;
				const conference = await store.conferences.create(body);
				if (conference === 'extension-taken') return taken(`${body.extension} is in use already.`);
				changes.conferenceCreated(conference);
				return created(conference);
			}),
		}),
		route({
			method: 'patch', path: '/conferences/:id', tag: 'Conferences', summary: 'Change a conference; what is absent stays as it is', role: 'admin',
			params, body: conferenceChange, response: conferenceView,
			run: ({params, body}) => inTurn(async () => {
				const old = await store.conferences.get(params.id);
				if (old === undefined) return missing;
				const {id, ...merged} = merge(old, body);
				const problems = checkConference(merged);
				if (problems.length > 0) return invalid(problems);
				const refusal = await refusalOf(merged, id);
				return refusal ?? replace({...merged, id});
			}),
		}),
		route({
			method: 'delete', path: '/conferences/:id', tag: 'Conferences', role: 'admin', params, response: 'empty',
			summary: 'Delete a conference; those who are in it are told and hung up. Its recordings and calls stay',
			run: ({params}) => inTurn(async () => {
				const conference = await store.conferences.get(params.id);
				if (conference === undefined || !await store.conferences.delete(params.id)) return missing;
				changes.conferenceDeleted(conference);
				return empty;
			}),
		}),
	];

	async function refusalOf(input: ConferenceInput, id?: ConferenceId): Promise<Answer | undefined> {
		const problems = conferenceProblems(input);
		if (problems.length > 0) return invalid(problems);
		const reason = conflict(dialPlan(await readPlan(store)), input.extension, id);
		return reason === undefined ? undefined : taken(reason);
	}

	async function replace(conference: Conference): Promise<Answer> {
		switch (await store.conferences.replace(conference)) {
			case 'not-found': return missing;
			case 'extension-taken': return taken(`${conference.extension} is in use already.`);
			case 'replaced':
				changes.conferenceChanged(conference);
				return json(conference);
		}
	}
}

const missing = refused('NOT_FOUND', 'There is no such conference.');
const taken = (message: string) => refused('CONFLICT', message, [{path: '/extension', message}]);
const invalid = (problems: readonly Problem[]) => refused('INVALID_INPUT', 'The conference is not valid.', problems);

/** The result may be wrong for the conference's kind, which is for the check to say. */
function merge(old: Conference, {language: newLanguage, ...change}: {language?: Conference['language'] | null}): Conference {
	const {language: oldLanguage, ...rest} = {...old, ...change};
	const chosen = newLanguage === undefined ? oldLanguage : newLanguage;
	return chosen === undefined || chosen === null ? rest : {...rest, language: chosen};
}
