import {Type} from '@sinclair/typebox';
import {banInput, banView} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {created, empty, json, refused, route, type Route} from '../route.js';

const params = Type.Object({address: banInput.properties.address});

/** Addresses whose SIP requests are dropped. */
export function banRoutes({sip}: Pick<ApiPorts, 'sip'>): Route[] {
	return [
		route({
			method: 'get', path: '/bans', tag: 'SIP', summary: 'Addresses whose SIP requests get no answer, and why; the newest first', role: 'admin',
			response: Type.Array(banView),
			run: async () => json(sip.bans()),
		}),
		route({
			method: 'post', path: '/bans', tag: 'SIP', summary: 'Ban an address', role: 'admin',
			body: banInput, response: banView,
			async run({body}) {
				const why = sip.banProblem(body.address);
				if (why) return refused('INVALID_INPUT', why, [{path: '/address', ...why}]);
				return created(sip.ban(body));
			},
		}),
		route({
			method: 'delete', path: '/bans/:address', tag: 'SIP', summary: 'Undo a ban', role: 'admin', params, response: 'empty',
			run: async ({params}) => sip.undoBan(params.address) ? empty : refused('NOT_FOUND', 'This address is not banned.'),
		}),
	];
}
