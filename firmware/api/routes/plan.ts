import {handsetsOf, sipHandsetsOf, type Plan} from '../../call/index.js';
import type {StorePort} from '../store-port.js';

/** The box's own numbers as they are kept. */
export async function readPlan({conferences, settings, lines, sipPhones}: Pick<StorePort, 'conferences' | 'settings' | 'lines' | 'sipPhones'>): Promise<Plan> {
	const [configured, {entry}, setUps, phones] = await Promise.all([conferences.list(), settings.read(), lines.list(), sipPhones.list()]);
	return {conferences: configured, portal: entry.portal, handsets: handsetsOf(setUps), phones: sipHandsetsOf(phones)};
}
