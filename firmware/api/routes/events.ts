import type {ApiPorts} from '../ports.js';
import {viewFor} from '../masking.js';
import {route, type EventSink, type Route} from '../route.js';
import type {AccessRole, DomainEvent} from '../../contract/index.js';

/** `state` comes first, then every change of it: a page that applies them in order shows what is. */
export function eventRoutes(ports: Pick<ApiPorts, 'live' | 'lines' | 'sip' | 'simulator' | 'box' | 'events'>): Route[] {
	return [route({
		method: 'get', path: '/events', tag: 'Live', role: 'user', response: 'text/event-stream',
		summary: 'Server-Sent Events: first `state` {rooms, calls, lines, trunks, sipPhones, simulator, alarms, box}, then each domain event under its kind, and `heartbeat` {} every 15 seconds',
		run: async ({caller}) => ({kind: 'events', open: sink => follow(ports, caller.role, sink)}),
	})];
}

function follow({live, lines, sip, simulator, box, events}: Pick<ApiPorts, 'live' | 'lines' | 'sip' | 'simulator' | 'box' | 'events'>, role: AccessRole | 'none', sink: EventSink): () => void {
	const view = viewFor(role);
	const {name, version, startedAt} = box.info();
	let id = 0;
	const phones = simulator.view();
	const state = {
		rooms: live.rooms().map(view.room), calls: live.calls().map(view.liveCall), lines: lines.view(),
		trunks: sip.trunks().map(view.trunk), sipPhones: sip.phones().map(view.sipPhone),
		simulator: {...phones, phones: phones.phones.map(view.phone)}, alarms: box.alarms(), box: {name, version, startedAt},
	};
	sink.send({kind: 'state', id, data: state, droppable: false});
	return events.subscribe(event => {
		if (role !== 'admin' && isForAdmins(event)) return;
		id += 1;
		sink.send({kind: event.kind, id, data: view.event(event), droppable: event.kind === 'levels'});
	});
}

/** Whose requests are dropped. */
const isForAdmins = ({kind}: DomainEvent): boolean => kind === 'ban.changed' || kind === 'ban.removed';
