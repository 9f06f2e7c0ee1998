import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {freeTcpPort} from './free-port.js';
import {Happenings} from './happenings.js';
import {LineProcess} from './line-process.js';
import type {TestCertificates} from './test-authority.js';

type Teardown = {teardown(end: () => Promise<void>): void};

export type MosquittoOptions = {
	/** Nobody else may use the broker. */
	logIn?: {user: string; password: string};
	/** TLS; clients have to show a certificate of the same authority. */
	certificates?: TestCertificates;
	/** More lines of its configuration. */
	lines?: readonly string[];
};

const run = promisify(execFile);

/** Debian's broker on a free port of 127.0.0.1, all in memory; it ends with the test. */
export async function startMosquitto(t: Teardown, options: MosquittoOptions = {}): Promise<Mosquitto> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-mosquitto-'));
	const broker = new Mosquitto(folder, await freeTcpPort());
	t.teardown(async () => {
		await broker.stop();
		await rm(folder, {recursive: true, force: true});
	});
	await broker.configure(options);
	await broker.start();
	return broker;
}

export class Mosquitto {
	readonly port: number;
	readonly #folder: string;
	#process: LineProcess | undefined;

	constructor(folder: string, port: number) {
		this.#folder = folder;
		this.port = port;
	}

	async configure({logIn, certificates, lines = []}: MosquittoOptions): Promise<void> {
		const users = join(this.#folder, 'users');
		if (logIn) await run('mosquitto_passwd', ['-b', '-c', users, logIn.user, logIn.password]);
		await writeFile(join(this.#folder, 'mosquitto.conf'), [
			`listener ${this.port} 127.0.0.1`, 'persistence false', 'log_dest stdout', 'log_type all', 'user root',
			...logIn ? ['allow_anonymous false', `password_file ${users}`] : ['allow_anonymous true'],
			...certificates ? [`cafile ${certificates.authority}`, `certfile ${certificates.server.certificate}`, `keyfile ${certificates.server.key}`, 'require_certificate true'] : [],
			...lines, '',
		].join('\n'));
	}

	async start(): Promise<void> {
		const said = new Happenings<string>();
		this.#process = new LineProcess(['stdbuf', '-oL', 'mosquitto', '-c', join(this.#folder, 'mosquitto.conf')], {name: 'mosquitto', onLine: line => said.add(line)});
		await said.waitFor('mosquitto to run', line => line.endsWith(' running'));
	}

	async stop(): Promise<void> {
		this.#process?.kill('SIGTERM');
		await this.#process?.ended(10_000);
		this.#process = undefined;
	}
}
