import {handsetsOf, type Plan} from '../../call/index.js';
import type {StorePort} from '../store-port.js';

/** The box's own numbers as they are kept. */
export async function readPlan({conferences, settings, lines}: Pick<StorePort, 'conferences' | 'settings' | 'lines'>): Promise<Plan> {
	const [configured, {entry}, setUps] = await Promise.all([conferences.list(), settings.read(), lines.list()]);
	return {conferences: configured, portal: entry.portal, handsets: handsetsOf(setUps)};
}
