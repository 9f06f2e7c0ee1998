import test from 'ava';
import type {DomainEvent, LegId, LineView, LiveCall} from '../../../firmware/contract/index.js';
import {Emitter} from '../../../firmware/lib/emitter.js';
import {Metrics, type MetricSources} from '../../../firmware/metrics/index.js';
import {liveCall, room} from '../api/fake-rooms.js';
import {RunningBox} from '../api/running-box.js';
import {parseExposition} from './exposition.js';

const shard = {ticks: 500, lateTicks: 2, seats: 3, rooms: 1, tickP50Us: 120, tickP99Us: 900, tickMaxUs: 4000, faults: 0};
const at = '2026-01-05T09:00:00.000Z';

function measuredBox(changes: Partial<MetricSources> = {}) {
	const events = new Emitter<DomainEvent>(error => {
		throw error;
	});
	const metrics = new Metrics({
		version: '1.2.3', isEnabled: () => true, events,
		engine: () => ({legs: 3, shards: [shard], eventsQueued: 1, eventsDropped: 4}),
		calls: () => [liveCall('leg1'), {...liveCall('leg2'), direction: 'out'}],
		rooms: () => [room('room1')],
		lines: () => ({cards: [], spans: [], lines: [{id: 'l1', kind: 'fxo', state: 'in-use', call: 'leg2' as LegId} as LineView]}),
		trunks: () => [{name: 'Provider "one"', state: 'registered'}, {name: 'Other', state: 'rejected'}, {name: 'Old', state: 'off'}],
		alarms: () => [{}], mqtt: () => ({state: 'up', published: 7, waiting: 0, dropped: 1}), freeBytes: async () => 5_000_000_000, isReady: () => true,
		...changes,
	});
	const look = async () => parseExposition((await metrics.text())?.text ?? '');
	return {events, metrics, look};
}

test.serial('Prometheus reads what the box does', async t => {
	const {look, metrics} = measuredBox();
	t.teardown(() => metrics.stop());
	const {value} = await look();
	t.is(value('partyline_info', {version: '1.2.3'}), 1);
	t.is(value('partyline_calls', {line: 'sip', direction: 'in'}), 1);
	t.is(value('partyline_calls', {line: 'sip', direction: 'out'}), 0);
	t.is(value('partyline_calls', {line: 'fxo', direction: 'out'}), 1);
	t.is(value('partyline_participants'), 1);
	t.is(value('partyline_mixer_late_ticks_total', {shard: '0'}), 2);
	t.is(value('partyline_mixer_tick_duration_seconds', {shard: '0', quantile: '0.99'}), 0.0009);
	t.is(value('partyline_lines', {kind: 'fxo', state: 'in-use'}), 1);
	t.is(value('partyline_trunk_up', {trunk: 'Provider "one"'}), 1);
	t.is(value('partyline_trunk_up', {trunk: 'Other'}), 0);
	t.is(value('partyline_trunk_up', {trunk: 'Old'}), undefined);
	t.is(value('partyline_mqtt_up'), 1);
	t.is(value('partyline_disk_free_bytes'), 5e9);
	t.true((value('process_resident_memory_bytes') ?? 0) > 1e6);
	t.not(value('nodejs_eventloop_lag_p99_seconds'), undefined);
});

test.serial('calls, wrong PINs and requests are counted from one look to the next', async t => {
	const {look, events, metrics} = measuredBox();
	t.teardown(() => metrics.stop());
	const call = {...liveCall('leg1'), outcome: 'hung-up', direction: 'in'} as unknown as Extract<DomainEvent, {kind: 'call.ended'}>['call'];
	events.emit({kind: 'call.ended', at, call});
	events.emit({kind: 'pin.refused', at, call: 'leg1' as LegId, conference: room('room1').conference, throttled: true});
	metrics.answered(200);
	metrics.answered(404);
	for (const {value} of [await look(), await look()]) {
		t.is(value('partyline_calls_ended_total', {direction: 'in', outcome: 'hung-up'}), 1);
		t.is(value('partyline_wrong_pins_total', {throttled: 'yes'}), 1);
		t.is(value('partyline_http_requests_total', {status: '2xx'}), 1);
		t.is(value('partyline_mixer_ticks_total', {shard: '0'}), 500);
	}
});

test.serial('every figure has a name by the conventions, a help and a type, and none tells of a caller', async t => {
	const {look, metrics} = measuredBox({calls: () => [{...liveCall('leg1'), number: '+493012345678', name: 'Kim'} satisfies LiveCall]});
	t.teardown(() => metrics.stop());
	const {families} = await look();
	for (const {name, type, help, samples} of families.filter(({name}) => name.startsWith('partyline_'))) {
		t.regex(name, /^[a-z][a-z0-9_]*[a-z0-9]$/);
		t.is(name.endsWith('_total'), type === 'counter', name);
		t.notRegex(name, /_(ms|us|kb|mb|milliseconds|megabytes)(_|$)/);
		t.true(help.length > 5, name);
		for (const {labels} of samples) t.notRegex(JSON.stringify(labels), /Kim|1234567|192\.0\.2/);
	}
});

test.serial('metrics are served where the settings want them, and not found elsewhere', async t => {
	const box = await RunningBox.start(t);
	t.is((await box.ask('GET', '/metrics', {token: ''})).status, 404);
	box.watched.metrics = '# HELP a b\n';
	const {status, headers, text} = await box.ask('GET', '/metrics', {token: ''});
	t.is(status, 200);
	t.is(text, '# HELP a b\n');
	t.regex(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
	t.deepEqual(box.watched.answered.slice(0, 2), [404, 200]);
});

test.serial('a box that can take no calls says why at /readyz', async t => {
	const box = await RunningBox.start(t);
	t.is((await box.ask('GET', '/readyz', {token: ''})).status, 200);
	box.watched.reasons = ['The mixer stands still.'];
	const {status, body} = await box.ask('GET', '/readyz', {token: ''});
	t.is(status, 503);
	t.deepEqual(body, {status: 'not ready', reasons: ['The mixer stands still.']});
});
