import type {ApiPorts} from '../ports.js';
import {viewFor} from '../masking.js';
import {route, type EventSink, type Route} from '../route.js';
import type {AccessRole} from '../../contract/index.js';

/** `state` comes first, then every change of it: a page that applies them in order shows what is. */
export function eventRoutes(ports: Pick<ApiPorts, 'live' | 'lines' | 'simulator' | 'box' | 'events'>): Route[] {
	return [route({
		method: 'get', path: '/events', tag: 'Live', role: 'user', response: 'text/event-stream',
		summary: 'Server-Sent Events: first `state` {rooms, calls, lines, simulator, alarms, box}, then each domain event under its kind',
		run: async ({caller}) => ({kind: 'events', open: sink => follow(ports, caller.role, sink)}),
	})];
}

function follow({live, lines, simulator, box, events}: Pick<ApiPorts, 'live' | 'lines' | 'simulator' | 'box' | 'events'>, role: AccessRole | 'none', sink: EventSink): () => void {
	const view = viewFor(role);
	const {name, version, startedAt} = box.info();
	let id = 0;
	const phones = simulator.view();
	const state = {
		rooms: live.rooms().map(view.room), calls: live.calls().map(view.liveCall), lines: lines.view(),
		simulator: {...phones, phones: phones.phones.map(view.phone)}, alarms: box.alarms(), box: {name, version, startedAt},
	};
	sink.send({kind: 'state', id, data: state, droppable: false});
	return events.subscribe(event => {
		id += 1;
		sink.send({kind: event.kind, id, data: view.event(event), droppable: event.kind === 'levels'});
	});
}
