import {Value} from '@sinclair/typebox/value';
import {pino} from 'pino';
import {
	settings as settingsSchema, type Conference, type DomainEvent, type LineId, type LineView, type LinesView, type LiveCall, type ParticipantView, type RoomId, type RoomView,
	type Settings, type SipPhoneView, type TrunkId, type TrunkView,
} from '../../../firmware/contract/index.js';
import {Emitter} from '../../../firmware/lib/emitter.js';
import {Mqtt, type LiveControls, type NotedCommand} from '../../../firmware/mqtt/index.js';
import {staticConference} from '../../support/conferences.js';
import {Happenings} from '../../support/happenings.js';
import {ManualClock, settled} from '../../support/manual-clock.js';
import {FakeRooms, participant, room} from '../api/fake-rooms.js';

type Teardown = {teardown(end: () => Promise<void>): void};

export const boardRoom: RoomView = {...room('room1'), id: 'room1' as RoomId, conference: staticConference().id, description: 'Board', participants: []};

export function somebody(id: string, changes: Partial<ParticipantView> = {}): ParticipantView {
	return {...participant(id), ...changes};
}

export function outsideLine(id: string, changes: Partial<LineView> = {}): LineView {
	return {
		id: id as LineId, card: 'card' as LineView['card'], span: null, kind: 'fxo', name: 'FXO 1', state: 'idle', detail: '', reason: null, alarms: [], digits: 'hardware', echo: 'software',
		call: null, config: null, ...changes,
	};
}

export const trunkPassword = 'trunk-secret-4711';
export const provider: TrunkView = {
	id: 'trunk1' as TrunkId, name: 'Provider', enabled: true, kind: 'register', host: 'sip.example', transport: 'udp', srtp: 'optional', authorities: 'system', authority: '', user: 'account-user', authUser: '',
	password: trunkPassword, outboundProxy: '', nameServer: '', trusted: [], expiresSeconds: 300, callerNumber: '', number: '', maxCalls: null,
	state: 'registered', detail: '', problem: null, status: 200, since: '2026-01-05T08:00:00.000Z', expiresAt: null, calls: 0,
};

/** A box with nothing but MQTT, one conference at 8000, a trunk and an outside line; time stands still. */
export class WatchedBox {
	readonly clock = new ManualClock();
	readonly events = new Emitter<DomainEvent>(error => {
		throw error;
	});
	readonly told = new Happenings<DomainEvent>();
	readonly live = new FakeRooms();
	readonly noted: NotedCommand[] = [];
	readonly mqtt: Mqtt;
	settings: Settings;
	conferences: Conference[] = [staticConference({description: 'Board'})];
	rooms: RoomView[] = [];
	calls: LiveCall[] = [];
	lines: LinesView = {cards: [], spans: [], lines: [outsideLine('fxo/1')]};
	trunks: TrunkView[] = [provider];
	sipPhones: SipPhoneView[] = [];

	constructor(mqtt: Partial<Settings['mqtt']>, controls: Partial<LiveControls> = {}) {
		const defaults = Value.Parse(settingsSchema, {});
		this.settings = {...defaults, mqtt: {...defaults.mqtt, ...mqtt}};
		this.events.subscribe(event => this.told.add(event));
		const alarms = new Map<string, {code: string; message: string}>();
		this.events.subscribe(event => {
			if (event.kind !== 'alarm') return;
			if (event.active) alarms.set(event.code, {code: event.code, message: event.message});
			else alarms.delete(event.code);
		});
		this.mqtt = new Mqtt({
			clock: this.clock, log: pino({level: 'silent'}), address: '127.0.0.1', events: this.events, live: {...this.live, ...controls},
			settings: () => this.settings,
			tell: event => this.events.emit(event),
			noted: async entry => void this.noted.push(entry),
			sources: {
				box: () => ({version: '1.2.3', startedAt: '2026-01-05T08:00:00.000Z', ready: true}),
				conferences: () => this.conferences, rooms: () => this.rooms, calls: () => this.calls, lines: () => this.lines,
				trunks: () => this.trunks, sipPhones: () => this.sipPhones, alarms: () => [...alarms.values()], freeBytes: async () => 123_456_789,
			},
		});
	}

	/** It stops with the test. */
	start(t: Teardown): this {
		this.mqtt.start();
		t.teardown(() => this.mqtt.stop());
		return this;
	}

	/** Something happens; its time is that of the box. */
	happens(event: DomainEvent extends infer E ? E extends DomainEvent ? Omit<E, 'at'> : never : never): void {
		this.events.emit({...event, at: this.clock.now().toISOString()});
	}

	async change(mqtt: Partial<Settings['mqtt']>): Promise<void> {
		this.settings = {...this.settings, mqtt: {...this.settings.mqtt, ...mqtt}};
		this.happens({kind: 'settings.changed'});
	}

	/** Resolves once the box is connected with its broker. */
	async up(): Promise<this> {
		const deadline = performance.now() + 10_000;
		while (this.mqtt.figures.state !== 'up') {
			if (performance.now() > deadline) throw new Error('The box was not connected with its broker within 10 s.');
			await settled();
		}
		return this;
	}

	/** Resolves with the alarm's sentence when it is raised, or over. */
	async alarm(active: boolean, after = 0): Promise<string> {
		const event = await this.told.waitFor(`the alarm to be ${active ? 'raised' : 'over'}`, event => event.kind === 'alarm' && event.code === 'mqtt' && event.active === active, {after});
		return event.kind === 'alarm' ? event.message : '';
	}
}
