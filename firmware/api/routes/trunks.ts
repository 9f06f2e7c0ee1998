import {Type} from '@sinclair/typebox';
import {
	restoreSecrets, told, trunkInput, trunkTemplate, trunkTemplates, trunkTestResult, trunkView, type Told, type TrunkId, type TrunkInput,
} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {created, empty, json, refused, route, type Answer, type Route} from '../route.js';
import type {Trunk} from '../store-port.js';
import {trunkRefusal} from '../trunk-refusal.js';
import type {Turns} from '../turns.js';
import {idOf} from './parameters.js';

export type TrunkPorts = Pick<ApiPorts, 'store' | 'sip' | 'changes'> & {inTurn: Turns};

const params = idOf<TrunkId>();
const trunkChange = Type.Partial(trunkInput, {additionalProperties: false, minProperties: 1});

export function trunkRoutes(ports: TrunkPorts): Route[] {
	return [...readingRoutes(ports), ...changingRoutes(ports)];
}

function readingRoutes({sip}: TrunkPorts): Route[] {
	return [
		route({
			method: 'get', path: '/trunks', tag: 'SIP', summary: 'Trunks, and how they do; dots stand for a password that is set', role: 'admin',
			response: Type.Array(trunkView),
			run: async () => json(sip.trunks()),
		}),
		route({
			method: 'get', path: '/trunks/templates', tag: 'SIP', summary: 'What is usual for providers and telephone systems', role: 'admin',
			response: Type.Array(trunkTemplate),
			run: async () => json(trunkTemplates),
		}),
		route({
			method: 'post', path: '/trunks/:id/tests', tag: 'SIP', role: 'admin', params, response: trunkTestResult,
			summary: 'Try a trunk step by step: the server\'s name, whether it answers, the log-in. Nobody is called',
			async run({params}) {
				const result = await sip.testTrunk(params.id);
				return result ? created(result) : missing;
			},
		}),
	];
}

function changingRoutes({store, sip, changes, inTurn}: TrunkPorts): Route[] {
	return [
		route({
			method: 'post', path: '/trunks', tag: 'SIP', summary: 'Add a trunk', role: 'admin',
			body: trunkInput, response: trunkView,
			run: ({body}) => inTurn(async () => {
				const wished = restoreSecrets(trunkInput, body, undefined);
				const refusal = await refusalOf(wished);
				if (refusal) return refusal;
				const trunk = await store.trunks.create(wished);
				if (trunk === 'name-taken') return taken;
				changes.trunkChanged(trunk);
				return created(viewOf(trunk));
			}),
		}),
		route({
			method: 'patch', path: '/trunks/:id', tag: 'SIP', role: 'admin', params, body: trunkChange, response: trunkView,
			summary: 'Change a trunk; what is absent stays as it is, and so does a password sent back as dots. Calls that are up go on',
			run: ({params, body}) => inTurn(async () => {
				const old = await store.trunks.get(params.id);
				if (old === undefined) return missing;
				const wished: Trunk = {...old, ...restoreSecrets(trunkInput, body, old)};
				const refusal = await refusalOf(wished);
				return refusal ?? replace(wished);
			}),
		}),
		route({
			method: 'delete', path: '/trunks/:id', tag: 'SIP', summary: 'Delete a trunk that no route leads by; calls that are up go on', role: 'admin',
			params, response: 'empty',
			run: ({params}) => inTurn(async () => {
				const routes = (await store.routes.list()).filter(({via}) => via.kind === 'trunk' && via.trunk === params.id);
				if (routes.length > 0) return refused('CONFLICT', leadingBy(routes));
				if (!await store.trunks.delete(params.id)) return missing;
				changes.trunkDeleted(params.id);
				return empty;
			}),
		}),
	];

	async function refusalOf(trunk: TrunkInput): Promise<Answer | undefined> {
		const refusal = await trunkRefusal(store, trunk, []);
		return refusal && {kind: 'refused', ...refusal};
	}

	async function replace(trunk: Trunk): Promise<Answer> {
		switch (await store.trunks.replace(trunk)) {
			case 'not-found': return missing;
			case 'name-taken': return taken;
			case 'replaced':
				changes.trunkChanged(trunk);
				return json(viewOf(trunk));
		}
	}

	function viewOf({id}: Trunk) {
		return sip.trunks().find(trunk => trunk.id === id);
	}
}

const missing = refused('NOT_FOUND', 'There is no such trunk.');
const taken = refused('CONFLICT', told('in-use'), [{path: '/name', ...told('in-use')}]);

function leadingBy(routes: readonly {prefix: string}[]): Told {
	const prefixes = routes.map(({prefix}) => prefix);
	return prefixes.includes('') ? told('trunk-of-all-routes') : told('trunk-of-routes', {prefixes: prefixes.map(prefix => `${prefix}…`).join(', ')});
}
