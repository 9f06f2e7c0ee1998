import {Value} from '@sinclair/typebox/value';
import type {RoomDestination} from '../../../firmware/call/index.js';
import {settings as settingsSchema, type Conference, type DomainEvent, type Role} from '../../../firmware/contract/index.js';
import {Rooms, type RecordingRequest} from '../../../firmware/room/index.js';
import {staticConference} from '../../support/conferences.js';
import {FakeLeg} from '../../support/fake-leg.js';
import {ManualClock} from '../../support/manual-clock.js';

type Joining = {role?: Role; number?: string | null; conference?: Conference | undefined; invited?: true};

/** A box's rooms with nothing behind them: what they ask of mixer and recorder is written down. */
export function setUp(conferences: readonly Conference[] = [staticConference({pin: null})]) {
	const clock = new ManualClock();
	const asked: string[] = [];
	const events: DomainEvent[] = [];
	const recordings: RecordingRequest[] = [];
	const note = (what: string) => (...about: unknown[]) => void asked.push([what, ...about.slice(0, 2)].join(' '));
	const rooms = new Rooms({
		clock,
		conferences: () => conferences,
		settings: () => Value.Parse(settingsSchema, {}),
		tell: event => events.push(event),
		stopCalling: note('stop calling'),
		audio: {
			open: () => undefined, close: () => undefined, enter: leg => void asked.push(`enter ${leg}`), leave: leg => void asked.push(`leave ${leg}`),
			setMuted: note('mute'), setGain: () => undefined,
			playAll: (_room, sounds) => void asked.push(`all ${JSON.stringify(sounds)}`),
		},
		recorder: {
			start(request) {
				recordings.push(request);
				return {stop: () => void asked.push('stop recording')};
			},
		},
	});
	const join = (leg: FakeLeg, {role = 'participant', number = null, conference = conferences[0], ...invited}: Joining = {}) => {
		const destination: RoomDestination = {kind: 'room', conference: conference ?? staticConference(), number, role, ...invited};
		return rooms.stage(leg, destination, leg.ended);
	};
	const call = (number: string) => new FakeLeg(clock, {number});
	return {clock, rooms, asked, events, recordings, join, call};
}
