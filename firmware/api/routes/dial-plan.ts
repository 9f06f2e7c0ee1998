import {Type} from '@sinclair/typebox';
import {dialPlan, freeNumbers} from '../../call/index.js';
import {dialPlanEntry, extension} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {json, route, type Route} from '../route.js';
import {readPlan} from './plan.js';

const near = Type.Object({
	like: Type.String({...extension, default: '8000'}),
	count: Type.Integer({minimum: 1, maximum: 100, default: 10}),
}, {additionalProperties: false});

export function dialPlanRoutes({store}: Pick<ApiPorts, 'store'>): Route[] {
	return [
		route({
			method: 'get', path: '/dial-plan', tag: 'Dial plan', summary: 'Every number in use, and by whom', role: 'organizer',
			response: Type.Array(dialPlanEntry),
			run: async () => json(dialPlan(await readPlan(store))),
		}),
		route({
			method: 'get', path: '/dial-plan/free', tag: 'Dial plan', summary: 'Numbers that nobody uses, as long as `like` and nearest to it', role: 'organizer',
			query: near, response: Type.Object({numbers: Type.Array(extension)}),
			async run({query: {like, count}}) {
				const used = new Set(dialPlan(await readPlan(store)).map(({number}) => number));
				return json({numbers: freeNumbers(used, like, count)});
			},
		}),
		route({
			method: 'get', path: '/dial-plan/:number', tag: 'Dial plan', summary: 'Whether a number is free, or who uses it', role: 'organizer',
			params: Type.Object({number: extension}),
			response: Type.Object({number: extension, free: Type.Boolean(), entry: Type.Union([dialPlanEntry, Type.Null()])}),
			async run({params: {number}}) {
				const entry = dialPlan(await readPlan(store)).find(candidate => candidate.number === number) ?? null;
				return json({number, free: entry === null, entry});
			},
		}),
	];
}
