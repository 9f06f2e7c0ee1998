import {Type} from '@sinclair/typebox';
import {phoneAction, simulatedPhone, simulatorView} from '../../contract/index.js';
import {viewFor} from '../masking.js';
import type {ApiPorts} from '../ports.js';
import {answerOf, json, route, type Route} from '../route.js';

const phone = Type.Object({id: simulatedPhone.properties.id});

export function simulatorRoutes({simulator}: Pick<ApiPorts, 'simulator'>): Route[] {
	return [
		route({
			method: 'get', path: '/simulator', tag: 'Simulated telephones', summary: 'The simulated telephones, and what they can dial', role: 'user',
			response: simulatorView,
			async run({caller}) {
				const view = simulator.view();
				return json({...view, phones: view.phones.map(viewFor(caller.role).phone)});
			},
		}),
		route({
			method: 'post', path: '/simulator/phones/:id', tag: 'Simulated telephones', scope: 'control', role: 'organizer', params: phone, body: phoneAction, response: 'empty',
			summary: 'Lift, dial, flash or hang up; keys are answered when dialled. Its sound is a WebSocket at …/audio: 16 bit little-endian at 8 kHz both ways',
			run: async ({params, body}) => answerOf(await simulator.perform(params.id, body)),
		}),
	];
}
