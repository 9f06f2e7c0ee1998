import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startChild, type Child} from '../child.js';
import {root} from '../programs.js';
import type {Target} from './target.js';

type ReadyLine = {ready: true; http: number; sip: number; token: string};

/** The box as it is started in service, with conferences that play no tones of their own. */
export const partyline: Target = {
	title: 'Partyline',
	async start(rooms, shield) {
		const data = await mkdtemp(join(tmpdir(), 'partyline-bench-'));
		const forget = () => rm(data, {recursive: true, force: true});
		try {
			const {child, sip} = await startBox({data, rooms, shield});
			return {pid: child.pid, sipPort: sip, echo: false, stop: () => child.stop().finally(forget)};
		} catch (error) {
			await forget();
			throw error;
		}
	},
};

async function startBox({data, rooms, shield}: {data: string; rooms: readonly string[]; shield: boolean}): Promise<{child: Child; sip: number}> {
	const words = [
		`${root}build/firmware/main.js`, '--data', data, '--listen', '127.0.0.1', '--http', '0', '--sip', '0', '--no-demo', '--ready-json',
	];
	const child = await startChild({command: process.execPath, words, shield, ready: line => line.startsWith('{"ready"')});
	try {
		const {http, sip, token} = JSON.parse(child.readyLine) as ReadyLine;
		for (const extension of rooms) await createConference({http, token, extension});
		return {child, sip};
	} catch (error) {
		await child.stop();
		throw error;
	}
}

async function createConference({http, token, extension}: {http: number; token: string; extension: string}): Promise<void> {
	const conference = {
		kind: 'static', extension, description: 'bench', pin: null, leaderPin: null, participantLimit: null, record: 'never',
		first: 'silence', last: 'music', ends: 'when-empty', entryTone: 'off', exitTone: 'off', attentionToneSeconds: 0,
	};
	const response = await fetch(`http://127.0.0.1:${http}/api/v1/conferences`, {
		method: 'POST',
		headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
		body: JSON.stringify(conference),
	});
	if (!response.ok) throw new Error(`The box refused conference ${extension}: ${response.status} ${await response.text()}`);
}
