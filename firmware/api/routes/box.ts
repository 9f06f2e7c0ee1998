import {boxView} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {json, route, type Route} from '../route.js';

export function boxRoutes({box}: Pick<ApiPorts, 'box'>): Route[] {
	return [route({
		method: 'get', path: '/box', tag: 'Box', summary: 'Version, ports and how the box does', role: 'user',
		response: boxView,
		run: async () => json({...box.info(), ...box.health()}),
	})];
}
