import {freePort, startChild} from '../child.js';
import {programs} from '../programs.js';
import type {Target} from './target.js';

/** The floor: packets in, packets out, every 20 ms; no mixing. */
export const reflector: Target = {
	title: 'reflector (floor)',
	async start(_rooms, shield) {
		const sipPort = await freePort();
		const child = await startChild({command: programs.reflector, words: [String(sipPort)], shield, ready: line => line === 'ready'});
		return {...child, sipPort, echo: true};
	},
};
