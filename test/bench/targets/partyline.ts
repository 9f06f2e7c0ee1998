import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startChild} from '../child.js';
import {root} from '../programs.js';
import type {RunningTarget, Target} from './target.js';

type ReadyLine = {ready: true; http: number; sip: number; token: string};

/** A box, and the way to ask it. */
export type RunningBox = RunningTarget & {origin: string; api<Answer>(method: string, path: string, body?: unknown): Promise<Answer>};

/** The box as it is started in service, with conferences that play no tones of their own. */
export const partyline: Target = {
	title: 'Partyline',
	start: (rooms, shield) => startPartyline({rooms, shield}),
};

export type BoxStart = {rooms: readonly string[]; shield: boolean; /** More words for the command line. */ words?: readonly string[]};

export async function startPartyline(options: BoxStart): Promise<RunningBox> {
	const data = await mkdtemp(join(tmpdir(), 'partyline-bench-'));
	const forget = () => rm(data, {recursive: true, force: true});
	try {
		const box = await startBox(data, options);
		return {...box, stop: () => box.stop().finally(forget)};
	} catch (error) {
		await forget();
		throw error;
	}
}

async function startBox(data: string, {rooms, shield, words = []}: BoxStart): Promise<RunningBox> {
	const command = [
		`${root}build/firmware/main.js`, '--data', data, '--listen', '127.0.0.1', '--http', '0', '--sip', '0', '--no-demo', '--ready-json', ...words,
	];
	const child = await startChild({command: process.execPath, words: command, shield, ready: line => line.startsWith('{"ready"')});
	try {
		const ready = JSON.parse(child.readyLine) as ReadyLine;
		const api = <Answer>(method: string, path: string, body?: unknown) => ask<Answer>(ready, {method, path, body});
		for (const extension of rooms) await api('POST', '/conferences', conference(extension));
		return {pid: child.pid, sipPort: ready.sip, echo: false, stop: child.stop, origin: `http://127.0.0.1:${ready.http}`, api};
	} catch (error) {
		await child.stop();
		throw error;
	}
}

const conference = (extension: string) => ({
	kind: 'static', extension, description: 'bench', pin: null, leaderPin: null, participantLimit: null, record: 'never',
	first: 'silence', last: 'music', ends: 'when-empty', entryTone: 'off', exitTone: 'off', attentionToneSeconds: 0,
});

async function ask<Answer>({http, token}: ReadyLine, {method, path, body}: {method: string; path: string; body: unknown}): Promise<Answer> {
	const response = await fetch(`http://127.0.0.1:${http}/api/v1${path}`, {
		method,
		headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
		body: body === undefined ? null : JSON.stringify(body),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`The box refused ${method} ${path}: ${response.status} ${text}`);
	return JSON.parse(text) as Answer;
}
