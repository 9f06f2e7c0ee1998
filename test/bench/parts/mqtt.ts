import {setTimeout as wait} from 'node:timers/promises';
import {connectAsync} from 'mqtt';
import type {RoomView} from '../../../firmware/contract/index.js';
import {freePort} from '../child.js';
import {faults} from '../figures.js';
import {runLoad} from '../load.js';
import type {BenchOptions} from '../options.js';
import {section, table} from '../table.js';
import {startPartyline, type RunningBox} from '../targets/index.js';
import {rooms, wantsPartyline} from './bench.js';

const people = 100;
const brokers = ['off', 'embedded'] as const;

/** What it costs to tell by MQTT who talks, and how many messages that is. */
export async function measureMqtt(options: BenchOptions): Promise<string[]> {
	if (!options.parts.includes('mqtt') || !wantsPartyline(options)) return [];
	const rows: string[][] = [];
	for (const broker of brokers) rows.push(await row(broker, options));
	const title = `MQTT with ${people} people in ten rooms, three of each speaking, at the box's own broker with one reader`;
	return [section(title, table(['broker', 'messages a second', 'of them who talks', 'CPU of the box, % of a core', 'calls'], rows))];
}

async function row(broker: (typeof brokers)[number], {shield, seconds}: BenchOptions): Promise<string[]> {
	const box = await startPartyline({rooms: rooms(10), shield});
	try {
		const port = await freePort();
		await box.api('PATCH', '/settings', {mqtt: {broker, port}});
		const load = runLoad(box, {calls: people, rooms: rooms(10), seconds: seconds + 5, pattern: 'speech'});
		while (await participants(box) < people) await wait(200);
		const counted = broker === 'off' ? undefined : await count(port, seconds);
		const report = await load;
		const perSecond = (messages: number | undefined) => messages === undefined ? '–' : (messages / seconds).toFixed(1);
		return [broker, perSecond(counted?.all), perSecond(counted?.talking), (100 * report.targetCpuS / report.windowS).toFixed(1), faults(report).join('; ') || 'ok'];
	} finally {
		await box.stop();
	}
}

async function participants(box: RunningBox): Promise<number> {
	const live = await box.api<RoomView[]>('GET', '/rooms');
	return live.reduce((sum, room) => sum + room.participants.length, 0);
}

/** Messages within so many seconds, what was retained before left out. */
async function count(port: number, seconds: number): Promise<{all: number; talking: number}> {
	const client = await connectAsync(`mqtt://127.0.0.1:${port}`, {protocolVersion: 4, reconnectPeriod: 0});
	let [all, talking] = [0, 0];
	client.on('message', (topic, _payload, {retain}) => {
		if (retain) return;
		all += 1;
		if (topic.endsWith('/event/participant.talking')) talking += 1;
	});
	await client.subscribeAsync('#', {qos: 1});
	await wait(seconds * 1000);
	const counted = {all, talking};
	await client.endAsync();
	return counted;
}
