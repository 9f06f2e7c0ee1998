import {setTimeout as wait} from 'node:timers/promises';
import type {Locator, Page} from 'playwright-core';
import type {RunningBox} from '../targets/index.js';
import {startPhone, type Call} from '../../support/phone.js';

const tries = 20;
/** Longer than the box takes to call somebody silent. */
const silenceMs = 1500;

/**
 * How long after a caller begins to speak his light is lit on an open page, in milliseconds, for each of some tries. The phone's own
 * packet time of 20 ms and its jitter are in it, as they are for people.
 */
export async function lightDelays(box: RunningBox, page: Page, room: string): Promise<number[]> {
	const ends: (() => Promise<void>)[] = [];
	const phone = await startPhone({teardown: end => void ends.push(end)}, {address: '127.0.0.1', sip: {udp: box.sipPort, tcp: null, tls: null}});
	try {
		const call = await phone.call(room, {codecs: ['PCMU'], number: '777', name: 'Bench'});
		const row = page.locator('.participant', {hasText: 'Bench'});
		await row.waitFor();
		const delays: number[] = [];
		for (let n = 0; n < tries; n++) delays.push(await once(row, call));
		return delays;
	} finally {
		for (const end of ends.reverse()) await end();
	}
}

async function once(row: Locator, call: Call): Promise<number> {
	await wait(silenceMs);
	// The page notes by its own clock, which is this machine's, when the light comes on.
	const lit = row.evaluate(element => new Promise<number>(resolve => {
		const watcher = new MutationObserver(() => {
			if (!element.querySelector('.talk-light.talking')) return;
			watcher.disconnect();
			resolve(Date.now());
		});
		watcher.observe(element, {subtree: true, attributes: true, childList: true});
	}));
	// The evaluation has to be in the page before the phone speaks.
	await row.evaluate(() => undefined);
	const from = Date.now();
	await call.say(650);
	const delay = await lit - from;
	await call.fallSilent();
	return delay;
}
