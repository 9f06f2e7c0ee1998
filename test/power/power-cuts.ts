import {execFile} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as elapse} from 'node:timers/promises';
import {promisify} from 'node:util';
import {systemClock} from '../../firmware/lib/clock.js';
import {createLog} from '../../firmware/lib/log.js';
import {openStore, type Store} from '../../firmware/store/index.js';
import {Box, launchBox, prepareData, type LaunchedBox} from '../support/box.js';
import {Phone} from '../support/phone.js';
import {Written} from './written.js';

/** How the audit log tells of what is written here, each with its number. */
const inAuditLog = {
	description: {action: 'PATCH /conferences/:id', detail: /^description: "(\d+)"$/},
	name: {action: 'PATCH /settings', detail: /^box\.name: "Box (\d+)"$/},
	created: {action: 'POST /conferences', detail: /extension: "1(\d{5})"/},
} as const;

/** Milliseconds after the start of the process, or after it said that it is ready. */
export type Moment = {after: 'start' | 'ready'; ms: number};

export type Cut = {
	/** What was doing when the power went. */
	during: 'start' | 'work' | 'recording';
	/** Of the recording, counted from when the box said that it runs; null where none ran. */
	lostMs: number | null;
	/** Sentences; empty when nothing was lost. */
	problems: string[];
};

/** One after another: a box is started, worked with, and killed at a moment of the caller's choice; then all that it kept is looked at. */
export class PowerCuts {
	readonly #dataDir: string;
	readonly #phone: Phone;
	readonly #description = new Written();
	readonly #name = new Written();
	readonly #created = new Written();

	private constructor(dataDir: string, phone: Phone) {
		this.#dataDir = dataDir;
		this.#phone = phone;
	}

	static async prepare(dataDir: string): Promise<PowerCuts> {
		const conferences = [{kind: 'static', extension: '8000', description: '0'}, {kind: 'static', extension: '8001', record: 'always', first: 'silence'}] as const;
		await prepareData(dataDir, {conferences, settings: {box: {name: 'Box 0'}}});
		return new PowerCuts(dataDir, new Phone({address: '127.0.0.1', sip: {udp: null, tcp: null, tls: null}}, '127.0.0.1'));
	}

	async cut({after, ms}: Moment): Promise<Cut> {
		const launched = launchBox(this.#dataDir);
		const power = new AbortController();
		const work = this.#work(launched, power.signal);
		if (after === 'ready') await launched.ready;
		await elapse(ms);
		const cutAt = performance.now();
		launched.process.kill('SIGKILL');
		power.abort();
		await launched.process.exit;
		const {ready, recordingSince} = await work;
		const checked = await this.#look(recordingSince === null ? null : cutAt - recordingSince);
		return {during: recordingSince !== null ? 'recording' : ready ? 'work' : 'start', ...checked};
	}

	close(): Promise<void> {
		return this.#phone.close();
	}

	/** Ends when the box is dead. `recordingSince` is when the box said that a recording runs, by this process's clock. */
	async #work(launched: LaunchedBox, power: AbortSignal): Promise<{ready: boolean; recordingSince: number | null}> {
		const started = await launched.ready.then(() => Box.whenReady(launched, this.#dataDir)).catch(() => undefined);
		if (!started) return {ready: false, recordingSince: null};
		const [recordingSince] = await Promise.all([this.#record(started, power), this.#configure(started, power)]);
		await started.kill();
		return {ready: true, recordingSince};
	}

	async #record(box: Box, power: AbortSignal): Promise<number | null> {
		try {
			await this.#phone.call(`sip:8001@127.0.0.1:${box.sip.udp}`, {codecs: ['PCMU']});
			const runs = box.event('recording.changed', ({recording}) => recording.state === 'running').then(() => performance.now());
			return await Promise.race([runs, once(power, 'abort').then(() => null)]);
		} catch {
			// The power went first.
			return null;
		}
	}

	async #configure(box: Box, power: AbortSignal): Promise<void> {
		const {id} = await box.conference('8000').catch(() => ({id: ''}));
		while (!power.aborted && id !== '') {
			await this.#description.write(n => box.request('PATCH', `/conferences/${id}`, {description: String(n)}));
			await Promise.all([
				this.#name.write(n => box.request('PATCH', '/settings', {box: {name: `Box ${n}`}})),
				this.#created.write(n => box.request('POST', '/conferences', {kind: 'static', extension: String(100_000 + n)})),
			]);
		}
	}

	/** Opened as the box opens it when the power is back. */
	async #look(recordedMs: number | null): Promise<{lostMs: number | null; problems: string[]}> {
		const store = await openStore({dataDir: this.#dataDir, log: createLog('silent'), clock: systemClock});
		try {
			const {lostMs, problems} = await lookAtRecordings(store, recordedMs);
			const found = await foundIn(store);
			return {lostMs, problems: [...await this.#lookAtAudit(store, found), ...this.#lookAtConfiguration(found), ...problems, ...await lookAtCalls(store)]};
		} finally {
			await store.close();
		}
	}

	/** All of it is deleted afterwards: the next round looks at its own alone. */
	async #lookAtAudit(store: Store, found: Found): Promise<string[]> {
		const [description, name, created] = await Promise.all([noted(store, 'description'), noted(store, 'name'), noted(store, 'created')]);
		const problems = [
			this.#description.unnoted('a description', description), this.#description.unnamed('a description', found.description, description),
			this.#name.unnoted('the name of the box', name), this.#name.unnamed('the name of the box', found.name, name),
			this.#created.unnoted('new conferences', created), this.#created.unnamed('new conferences', found.created, created),
		];
		await store.audit.deleteBefore(new Date(systemClock.now().getTime() + 1000));
		return problems.filter(problem => problem !== undefined);
	}

	#lookAtConfiguration({description, name, created}: Found): string[] {
		const problems = [this.#description.problem('a description', description), this.#name.problem('the name of the box', name), this.#created.problem('new conferences', created)];
		this.#description.goOnFrom(description);
		this.#name.goOnFrom(name);
		this.#created.goOnFrom(created);
		return problems.filter(problem => problem !== undefined);
	}
}

/** The newest number of each kind of change that is there. */
type Found = {description: number; name: number; created: number};

async function foundIn(store: Store): Promise<Found> {
	const conferences = await store.conferences.list();
	const {box} = await store.settings.read();
	return {
		description: Number(conferences.find(({extension}) => extension === '8000')?.description ?? 'NaN'),
		name: Number(/^Box (\d+)$/.exec(box.name)?.[1] ?? 'NaN'),
		created: conferences.filter(({extension}) => extension.length === 6).length,
	};
}

/** The numbers of all changes of this kind that the audit log tells of as done. */
async function noted(store: Store, kind: keyof typeof inAuditLog): Promise<ReadonlySet<number>> {
	const {action, detail} = inAuditLog[kind];
	const {items} = await store.audit.list({action}, {limit: 10_000});
	return new Set(items.filter(({outcome}) => outcome === 'done').map(entry => Number(detail.exec(entry.detail)?.[1])));
}

async function lookAtCalls(store: Store): Promise<string[]> {
	const {items} = await store.calls.list({}, {limit: 100});
	return items.filter(({endedAt}) => endedAt === null).map(({id}) => `call ${id} has no end`);
}

/** All of them are deleted afterwards, so that a long run needs no disk. */
async function lookAtRecordings(store: Store, recordedMs: number | null): Promise<{lostMs: number | null; problems: string[]}> {
	const {items} = await store.recordings.list({}, {limit: 100});
	const problems: string[] = [];
	for (const {id, state, bytes, durationMs} of items) {
		if (state === 'running') problems.push(`recording ${id} still runs`);
		if (bytes > 0 && durationMs > 0 && !await plays(store.recordings.path(id))) problems.push(`recording ${id} does not play`);
		await store.recordings.delete(id);
	}
	if (recordedMs === null) return {lostMs: null, problems};
	const longest = Math.max(0, ...items.map(({durationMs}) => durationMs));
	const lostMs = Math.max(0, Math.round(recordedMs - longest));
	if (lostMs > 1000) problems.push(`${lostMs} ms of a recording of ${Math.round(recordedMs)} ms are lost`);
	return {lostMs, problems};
}

async function plays(path: string): Promise<boolean> {
	return promisify(execFile)('opusdec', ['--quiet', path, '/dev/null']).then(() => true, () => false);
}
