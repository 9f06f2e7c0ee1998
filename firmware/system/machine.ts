import {readdir, readFile, stat, statfs} from 'node:fs/promises';
import {availableParallelism, freemem, loadavg, totalmem} from 'node:os';
import {join} from 'node:path';
import type {SystemView} from '../contract/index.js';

export type Machine = Pick<SystemView, 'storage' | 'memory' | 'loadAverage' | 'processors' | 'temperatureCelsius'>;

const usualSensors = '/sys/class';

/** `sensors`: the folder of the kernel's classes of thermal zones and chips. */
export async function readMachine(dataDir: string, sensors = usualSensors): Promise<Machine> {
	const [storage, available, temperatureCelsius] = await Promise.all([readStorage(dataDir), readAvailableMemory(), readTemperature(sensors)]);
	return {
		storage,
		memory: {totalBytes: totalmem(), freeBytes: available, processBytes: process.memoryUsage.rss()},
		loadAverage: loadavg()[0] ?? 0,
		processors: availableParallelism(),
		temperatureCelsius,
	};
}

async function readStorage(dataDir: string): Promise<SystemView['storage']> {
	const {blocks, bavail, bsize} = await statfs(dataDir);
	const names = (await readdir(dataDir)).filter(name => /^partyline\.db/.test(name));
	const sizes = await Promise.all(names.map(name => sizeOf(join(dataDir, name))));
	return {
		totalBytes: blocks * bsize,
		freeBytes: bavail * bsize,
		recordingBytes: await folderSize(join(dataDir, 'recordings')),
		databaseBytes: sum(sizes),
	};
}

async function folderSize(folder: string): Promise<number> {
	const names = await readdir(folder).catch(() => []);
	let bytes = 0;
	// One after the other: a box may have thousands, and its disk has other things to do.
	for (const name of names) bytes += await sizeOf(join(folder, name));
	return bytes;
}

/** What is deleted meanwhile has none. */
async function sizeOf(path: string): Promise<number> {
	return stat(path).then(({size}) => size, () => 0);
}

/** What programs can have, caches that Linux gives up for them included. */
async function readAvailableMemory(): Promise<number> {
	const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
	const [, kilobytes] = /^MemAvailable: +(\d+) kB$/m.exec(text) ?? [];
	return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024;
}

/** Of the processor where a sensor says that it is its, else the hottest; null where the machine tells none. */
async function readTemperature(sensors: string): Promise<number | null> {
	const zones = await readSensors(join(sensors, 'thermal'), /^thermal_zone\d+$/, {name: 'type', value: /^temp$/});
	const chips = await readSensors(join(sensors, 'hwmon'), /^hwmon\d+$/, {name: 'name', value: /^temp\d+_input$/});
	const all = [...zones, ...chips];
	const own = all.filter(({name}) => /cpu|x86_pkg|coretemp|k10temp|soc/i.test(name));
	const celsius = (own.length > 0 ? own : all).map(({milli}) => milli / 1000);
	return celsius.length === 0 ? null : Math.max(...celsius);
}

type Sensor = {name: string; milli: number};

async function readSensors(folder: string, which: RegExp, files: {name: string; value: RegExp}): Promise<Sensor[]> {
	const found: Sensor[] = [];
	for (const entry of (await readdir(folder).catch(() => [])).filter(name => which.test(name))) {
		const place = join(folder, entry);
		const name = await readText(join(place, files.name));
		for (const file of (await readdir(place).catch(() => [])).filter(value => files.value.test(value))) {
			const text = await readText(join(place, file));
			if (/^-?\d+$/.test(text)) found.push({name, milli: Number(text)});
		}
	}
	return found;
}

/** A sensor may be there and not answer. */
async function readText(path: string): Promise<string> {
	return readFile(path, 'utf8').then(text => text.trim(), () => '');
}

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
