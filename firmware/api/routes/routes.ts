import {Type} from '@sinclair/typebox';
import {invitation, numberWay, routeInput, routeView, told, type RouteId, type RouteVia, type RouteView} from '../../contract/index.js';
import {inviterOf} from '../inviter.js';
import type {ApiPorts} from '../ports.js';
import {created, empty, json, refused, route, type Answer, type Route} from '../route.js';
import type {Turns} from '../turns.js';
import {idOf} from './parameters.js';

const params = idOf<RouteId>();
const routeChange = Type.Partial(routeInput, {additionalProperties: false, minProperties: 1});

/** The outbound routing table. */
export function outboundRoutes({store, lines, sip, changes, inTurn}: Pick<ApiPorts, 'store' | 'lines' | 'sip' | 'changes'> & {inTurn: Turns}): Route[] {
	return [
		route({
			method: 'get', path: '/routes', tag: 'Outbound', summary: 'By which line numbers are called, by prefix', role: 'admin',
			response: Type.Array(routeView),
			run: async () => json(await store.routes.list()),
		}),
		route({
			method: 'get', path: '/routes/way', tag: 'Outbound', summary: 'Where a number would be called by now; nobody is called', role: 'admin',
			query: Type.Object({number: invitation.properties.number}), response: numberWay,
			run: async ({query: {number}, caller}) => json(sip.way(number, inviterOf(caller))),
		}),
		route({
			method: 'post', path: '/routes', tag: 'Outbound', summary: 'Add a route', role: 'admin',
			body: routeInput, response: routeView,
			run: ({body}) => inTurn(async () => {
				if (!isThere(body.via)) return nowhere;
				const made = await store.routes.create(body);
				if (made === 'order-taken') return taken(body);
				changes.routeChanged(made.id, made);
				return created(made);
			}),
		}),
		route({
			method: 'patch', path: '/routes/:id', tag: 'Outbound', summary: 'Change a route; what is absent stays as it is', role: 'admin',
			params, body: routeChange, response: routeView,
			run: ({params, body}) => inTurn(async () => {
				const old = await store.routes.get(params.id);
				if (body.via && !isThere(body.via)) return nowhere;
				return old === undefined ? missing : replace({...old, ...body});
			}),
		}),
		route({
			method: 'delete', path: '/routes/:id', tag: 'Outbound', summary: 'Delete a route', role: 'admin',
			params, response: 'empty',
			run: ({params}) => inTurn(async () => {
				if (!await store.routes.delete(params.id)) return missing;
				changes.routeChanged(params.id, undefined);
				return empty;
			}),
		}),
	];

	function isThere(via: RouteVia): boolean {
		const {spans, lines: all} = lines.view();
		if (via.kind === 'span') return spans.some(({id, dChannel}) => id === via.span && dChannel !== null);
		if (via.kind === 'trunk') return sip.trunks().some(({id}) => id === via.trunk);
		return via.kind === 'lines' || all.some(({id, kind}) => id === via.line && kind !== 'bearer');
	}

	async function replace(changed: RouteView): Promise<Answer> {
		switch (await store.routes.replace(changed)) {
			case 'not-found': return missing;
			case 'order-taken': return taken(changed);
			case 'replaced':
				changes.routeChanged(changed.id, changed);
				return json(changed);
		}
	}
}

const missing = refused('NOT_FOUND', 'There is no such route.');
const nowhere = refused('INVALID_INPUT', 'The route is not valid.', [{path: '/via', ...told('no-such-way')}]);

function taken({order}: Pick<RouteView, 'order'>): Answer {
	const why = told('order-taken', {order});
	return refused('CONFLICT', why, [{path: '/order', ...why}]);
}
