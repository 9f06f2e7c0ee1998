import type {Registry} from 'prom-client';
import type {LegId, LineKind, LiveCall} from '../contract/index.js';
import {counts, measured, one, yesOrNo} from './instruments.js';
import type {MetricSources} from './sources.js';

const microsecond = 1e-6;
const directions = ['in', 'out'] as const;

/** What the box is and does, but for what is counted by events. */
export function measureBox(registry: Registry, sources: MetricSources): void {
	const {version, isReady, rooms, alarms, freeBytes} = sources;
	measured(registry, {name: 'partyline_info', help: 'The version of the box.', labelNames: ['version']}, () => [{labels: {version}, value: 1}]);
	measured(registry, {name: 'partyline_ready', help: 'Whether calls can be taken.'}, () => yesOrNo(isReady()));
	measured(registry, {name: 'partyline_rooms', help: 'Conferences that are live.'}, () => one(rooms().length));
	measured(registry, {name: 'partyline_participants', help: 'Participants in all rooms.'}, () => one(rooms().reduce((sum, {participants}) => sum + participants.length, 0)));
	measured(registry, {name: 'partyline_rooms_recording', help: 'Rooms that are being recorded.'}, () => one(rooms().filter(({recording}) => recording !== null).length));
	measured(registry, {name: 'partyline_alarms', help: 'Alarms that are raised.'}, () => one(alarms().length));
	measured(registry, {name: 'partyline_disk_free_bytes', help: 'Free on the disk of the data folder.'}, async () => one(await freeBytes()));
	measureCalls(registry, sources);
	measureLines(registry, sources);
	measureEngine(registry, sources);
	measureMqtt(registry, sources);
}

function measureCalls(registry: Registry, {calls, lines}: MetricSources): void {
	const described = {name: 'partyline_calls', help: 'Calls that are up, by kind of line and direction.', labelNames: ['line', 'direction']};
	measured(registry, described, () => {
		const kinds = new Map(lines().lines.flatMap(({call, kind}): [LegId, LineKind][] => call === null ? [] : [[call, kind]]));
		const lineOf = ({id}: LiveCall) => kinds.get(id) ?? 'sip';
		return counts(calls(), call => ({line: lineOf(call), direction: call.direction}), directions.map(direction => ({line: 'sip', direction})));
	});
}

function measureLines(registry: Registry, {lines, trunks}: MetricSources): void {
	measured(registry, {name: 'partyline_lines', help: 'Telephone lines, by kind and state.', labelNames: ['kind', 'state']},
		() => counts(lines().lines, ({kind, state}) => ({kind, state})));
	measured(registry, {name: 'partyline_span_up', help: 'Whether the D channel of a primary rate span is up.', labelNames: ['span']},
		() => lines().spans.flatMap(({id, dChannel}) => dChannel === null ? [] : [{labels: {span: id}, value: dChannel === 'up' ? 1 : 0}]));
	measured(registry, {name: 'partyline_trunk_up', help: 'Whether a SIP trunk can be used.', labelNames: ['trunk']},
		() => trunks().filter(({state}) => state !== 'off').map(({name, state}) => ({labels: {trunk: name}, value: state === 'registered' || state === 'up' ? 1 : 0})));
}

function measureEngine(registry: Registry, {engine}: MetricSources): void {
	const shard = ['shard'];
	const ofShards = (value: (one: ReturnType<typeof engine>['shards'][number]) => number) =>
		() => engine().shards.map((one, index) => ({labels: {shard: String(index)}, value: value(one)}));
	measured(registry, {name: 'partyline_mixer_ticks_total', help: 'Ticks of an audio thread.', labelNames: shard}, ofShards(({ticks}) => ticks));
	measured(registry, {name: 'partyline_mixer_late_ticks_total', help: 'Ticks that began late.', labelNames: shard}, ofShards(({lateTicks}) => lateTicks));
	measured(registry, {name: 'partyline_mixer_seats', help: 'Seats of an audio thread.', labelNames: shard}, ofShards(({seats}) => seats));
	measured(registry, {name: 'partyline_mixer_tick_duration_seconds', help: 'Newest quantiles of how long a tick takes; 1 is the longest.', labelNames: ['shard', 'quantile']},
		() => engine().shards.flatMap(({tickP50Us, tickP99Us, tickMaxUs}, index) =>
			([['0.5', tickP50Us], ['0.99', tickP99Us], ['1', tickMaxUs]] as const).map(([quantile, us]) => ({labels: {shard: String(index), quantile}, value: us * microsecond}))));
	measured(registry, {name: 'partyline_native_events_queued', help: 'Events of the native part that wait.'}, () => one(engine().eventsQueued));
	measured(registry, {name: 'partyline_native_events_dropped_total', help: 'Events of the native part that were lost.'}, () => one(engine().eventsDropped));
}

function measureMqtt(registry: Registry, {mqtt}: MetricSources): void {
	measured(registry, {name: 'partyline_mqtt_up', help: 'Whether the box is connected with its MQTT broker; nothing where MQTT is off.'},
		() => mqtt().state === 'off' ? [] : yesOrNo(mqtt().state === 'up'));
	measured(registry, {name: 'partyline_mqtt_published_total', help: 'Messages published over MQTT.'}, () => one(mqtt().published));
	measured(registry, {name: 'partyline_mqtt_events_waiting', help: 'Events that wait for the MQTT broker.'}, () => one(mqtt().waiting));
	measured(registry, {name: 'partyline_mqtt_events_dropped_total', help: 'Events that no MQTT broker took in time.'}, () => one(mqtt().dropped));
}
