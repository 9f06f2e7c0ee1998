import {Type} from '@sinclair/typebox';
import {boardView, boxView} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {json, route, type Route} from '../route.js';

const country = Type.Object({code: Type.String({description: 'ISO 3166, in small letters'}), name: Type.String()});

export function boxRoutes({box}: Pick<ApiPorts, 'box'>): Route[] {
	return [
		route({
			method: 'get', path: '/box', tag: 'Box', summary: 'Version, ports and how the box does', role: 'user',
			response: boxView,
			run: async () => json({...box.info(), ...box.health()}),
		}),
		route({
			method: 'get', path: '/board', tag: 'Box', summary: 'The control board: its link, relays and what it measures', role: 'user',
			response: boardView,
			run: async () => json(box.board()),
		}),
		route({
			method: 'get', path: '/countries', tag: 'Settings', summary: 'Countries whose tones and ringing the box knows', role: 'user',
			response: Type.Array(country),
			run: async () => json(box.countries()),
		}),
	];
}
