import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {Value} from '@sinclair/typebox/value';
import type {ExecutionContext} from 'ava';
import {pino} from 'pino';
import {Certificates} from '../../../firmware/certificates/index.js';
import {settings as schema, type DomainEventOf, type Settings} from '../../../firmware/contract/index.js';
import type {Clock} from '../../../firmware/lib/clock.js';
import {ManualClock} from '../../support/manual-clock.js';

type Machine = {hostName: string; addresses: readonly string[]};

/** Certificates in a folder of their own, of a machine that a test names. */
export class BoxOfCertificates {
	readonly #timers = new ManualClock(new Date());
	#offsetMs = 0;
	/** Jumps, as the system's does when the network tells it the time. */
	readonly clock: Clock = {
		now: () => new Date(this.#timers.now().getTime() + this.#offsetMs),
		monotonic: () => this.#timers.monotonic(),
		after: (ms, callback) => this.#timers.after(ms, callback),
	};
	readonly alarms = new Map<string, string>();
	readonly logged: string[] = [];
	machine: Machine = {hostName: 'conference', addresses: ['192.0.2.10']};
	settings: Settings = Value.Parse(schema, {box: {name: 'Office'}});
	certificates!: Certificates;
	#stop: () => void = () => undefined;

	private constructor(readonly folder: string) {}

	static async start(t: Pick<ExecutionContext, 'teardown'>): Promise<BoxOfCertificates> {
		const box = new BoxOfCertificates(await mkdtemp(join(tmpdir(), 'partyline-certificates-')));
		t.teardown(async () => {
			box.#stop();
			await rm(box.folder, {recursive: true, force: true});
		});
		await box.restart();
		return box;
	}

	async restart(): Promise<void> {
		const log = pino({level: 'trace'}, {write: (line: string) => void this.logged.push(line)});
		this.#stop();
		this.certificates = new Certificates({
			folder: this.folder, clock: this.clock, log, settings: () => this.settings, machine: () => this.machine, tell: event => this.#take(event as DomainEventOf<'alarm'>),
		});
		await this.certificates.start();
		this.#stop = () => this.certificates.stop();
	}

	/** Sets the clock; resolves when the box has looked at it, which is when the next upload has had its turn. */
	async pass(days: number): Promise<void> {
		this.#offsetMs += days * 24 * 3_600_000;
		await this.#timers.advance(3_600_000);
		await this.certificates.upload({certificate: '', key: ''});
	}

	async read(name: string): Promise<string> {
		return readFile(join(this.folder, name), 'utf8');
	}

	#take({code, message, active}: DomainEventOf<'alarm'>): void {
		if (active) this.alarms.set(code, message);
		else this.alarms.delete(code);
	}
}

export type Pair = {certificate: string; key: string};
export type Making = {
	name?: string;
	days?: number;
	/** Who signs; itself otherwise. */
	signer?: Pair;
	isAuthority?: boolean;
	/** As openssl has it: "ec -pkeyopt ec_paramgen_curve:P-256", "rsa:1024". */
	key?: readonly string[];
	withoutHost?: boolean;
};

/** A certificate as an authority outside would have made it. */
export async function makePair(t: Pick<ExecutionContext, 'teardown'>, {name = 'box.example', days = 90, signer, isAuthority = false, key = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], withoutHost = false}: Making = {}): Promise<Pair> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-pair-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const signing = signer ? ['-CA', await written(folder, 'ca.pem', signer.certificate), '-CAkey', await written(folder, 'ca-key.pem', signer.key)] : [];
	const use = [`basicConstraints=critical,CA:${isAuthority ? 'TRUE' : 'FALSE'}`, ...(withoutHost ? [] : [`subjectAltName=DNS:${name}`])];
	await promisify(execFile)('openssl', [
		'req', '-x509', '-newkey', ...key, '-nodes', '-subj', `/CN=${name}`, '-days', String(days), ...signing, ...use.flatMap(extension => ['-addext', extension]),
		'-keyout', 'key.pem', '-out', 'certificate.pem', '-config', await written(folder, 'openssl.cnf', '[req]\ndistinguished_name=none\n[none]\n'),
	], {cwd: folder});
	return {certificate: await readFile(join(folder, 'certificate.pem'), 'utf8'), key: await readFile(join(folder, 'key.pem'), 'utf8')};
}

async function written(folder: string, name: string, text: string): Promise<string> {
	await writeFile(join(folder, name), text);
	return name;
}
