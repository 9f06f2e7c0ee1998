import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {targetCore} from '../child.js';
import type {RunningBox} from '../targets/index.js';

/** Answers, when it is ended, with what it did in a few words. */
export type Disturbance = {end(): Promise<string>};

/** A program of normal priority that never rests, on the box's core. */
export function startHog(): Disturbance {
	const hog = spawn('taskset', ['-c', String(targetCore), process.execPath, '-e', 'for (;;);'], {stdio: 'ignore'});
	const ended = once(hog, 'exit');
	return {
		async end() {
			hog.kill('SIGKILL');
			await ended;
			return '';
		},
	};
}

const askers = 8;

/** Requests one after the other by several who wait for their answers: Node's event loop has no rest. */
export function startRequests(box: RunningBox): Disturbance {
	const from = performance.now();
	let answered = 0;
	let ended = false;
	const ask = async () => {
		while (!ended) {
			await box.api('GET', '/lines');
			answered++;
		}
	};
	const all = Promise.all(Array.from({length: askers}, ask));
	// Whoever ends it is told of a request that failed.
	all.catch(() => undefined);
	return {
		async end() {
			ended = true;
			const perSecond = 1000 * answered / (performance.now() - from);
			await all;
			return `, ${perSecond.toFixed(0)} a second`;
		},
	};
}
