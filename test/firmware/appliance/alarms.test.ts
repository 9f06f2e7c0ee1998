import test from 'ava';
import {ActiveAlarms, FloodAlarm} from '../../../firmware/appliance/alarms.js';
import {alarmOf, told, type DomainEvent} from '../../../firmware/contract/index.js';
import {Emitter} from '../../../firmware/lib/emitter.js';
import {ManualClock} from '../../support/manual-clock.js';

function raised() {
	const events = new Emitter<DomainEvent>(error => {
		throw error;
	});
	return {events, alarms: new ActiveAlarms(events), tell: (event: DomainEvent) => events.emit(event)};
}

const alarm = (code: string, active: boolean, message = code): DomainEvent => ({...alarmOf(code, told('audit-failed'), {at: new Date('2026-01-05T09:00:00.000Z'), active}), message});
const audit = {code: 'audit-failed', values: {}} as const;

test('alarms that are raised are kept in their order, with their newest words, until they are over', t => {
	const {alarms, tell} = raised();
	tell(alarm('disk', true));
	tell(alarm('simulator', true));
	tell(alarm('disk', true, 'worse'));
	t.deepEqual(alarms.list(), [{code: 'disk', message: 'worse', reason: audit}, {code: 'simulator', message: 'simulator', reason: audit}]);
	tell(alarm('disk', false));
	tell(alarm('never raised', false));
	t.deepEqual(alarms.list(), [{code: 'simulator', message: 'simulator', reason: audit}]);
});

test('a flood of calls is over when none was dropped for a minute', async t => {
	const clock = new ManualClock();
	const {alarms, tell} = raised();
	const flood = new FloodAlarm(clock, tell);
	flood.dropped(7, '192.0.2.7');
	await clock.advance(59_000);
	flood.dropped(2, '192.0.2.7');
	await clock.advance(59_000);
	t.deepEqual(alarms.list(), [{code: 'sip-flood', message: '2 calls from 192.0.2.7 were dropped: too many a second.', reason: {code: 'sip-flood', values: {calls: 2, address: '192.0.2.7'}}}]);
	await clock.advance(1000);
	t.deepEqual(alarms.list(), []);
});
