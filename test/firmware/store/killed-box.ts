import {openStore} from '../../../firmware/store/index.js';
import {systemClock} from '../../../firmware/lib/clock.js';
import {staticInput} from './builders.js';
import {silentLog} from './data-dir.js';

/** A process that saves conferences until it is killed, and tells its parent of each that it was promised. */
const store = await openStore({dataDir: process.argv[2] ?? '', log: silentLog, clock: systemClock});
for (let extension = 10_000; ; extension++) {
	await store.conferences.create({...staticInput, extension: String(extension)});
	process.send?.(String(extension));
}
