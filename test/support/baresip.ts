import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {connect, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {freeTcpPort} from './free-port.js';
import {Happenings} from './happenings.js';
import {LineProcess} from './line-process.js';

type Teardown = {teardown(end: () => Promise<void>): void};
export type BaresipAccount = {user: string; password: string; registrar: string};
/** What baresip tells of itself; `type` is such as REGISTER_OK or CALL_ESTABLISHED. */
export type BaresipEvent = {event?: boolean; type?: string; param?: string; response?: boolean; ok?: boolean; token?: string};

const configuration = (folder: string, {control, toneHz}: {control: number; toneHz: number}) => `
sip_listen 127.0.0.1:0
net_interface 127.0.0.1
module_path /usr/lib/baresip/modules
module g711.so
module srtp.so
module ausine.so
module aubridge.so
module_app account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${control}
audio_source ausine,${toneHz}
ausrc_srate 48000
ausrc_channels 2
audio_player aubridge,${folder}
audio_alert aubridge,${folder}
`;

/** Another maker's softphone, without screen and sound card: it says a tone, and takes every call. It ends with the test. */
export class Baresip {
	readonly events = new Happenings<BaresipEvent>();
	readonly #socket: Socket;
	#commands = 0;

	private constructor(socket: Socket) {
		this.#socket = socket;
		let rest = '';
		socket.on('data', bytes => rest = this.#take(rest + bytes.toString()));
	}

	static async start(t: Teardown, {user, password, registrar}: BaresipAccount, {toneHz = 440} = {}): Promise<Baresip> {
		const folder = await mkdtemp(join(tmpdir(), 'partyline-baresip-'));
		const control = await freeTcpPort();
		await Promise.all([
			writeFile(join(folder, 'config'), configuration(folder, {control, toneHz})),
			writeFile(join(folder, 'accounts'), `<sip:${user}@${registrar}>;auth_pass=${password};regint=60;answermode=auto;audio_codecs=pcma;mediaenc=srtp\n`),
			writeFile(join(folder, 'contacts'), ''),
		]);
		const lines = new Happenings<string>();
		const program = new LineProcess(['baresip', '-f', folder], {name: 'baresip', onLine: line => lines.add(line)});
		t.teardown(async () => {
			program.kill('SIGTERM');
			await program.ended(10_000);
			await rm(folder, {recursive: true, force: true});
		});
		await lines.waitFor('baresip to start', line => line.includes('baresip is ready'));
		const socket = connect(control, '127.0.0.1');
		await once(socket, 'connect');
		const phone = new Baresip(socket);
		t.teardown(async () => void socket.destroy());
		return phone;
	}

	async told(type: string, withinMs = 10_000): Promise<BaresipEvent> {
		return this.events.waitFor(type, event => event.type === type, {withinMs});
	}

	/** A command of baresip's own, such as "dial sip:8000@192.0.2.1". */
	async command(command: string, params = ''): Promise<void> {
		const token = String(++this.#commands);
		const text = JSON.stringify({command, params, token});
		this.#socket.write(`${Buffer.byteLength(text)}:${text},`);
		await this.events.waitFor(`the answer to ${command}`, event => event.response === true && event.token === token);
	}

	/** Messages are netstrings: "5:hello,". Answers what is not whole yet. */
	#take(text: string): string {
		const head = /^(\d+):/.exec(text);
		const end = head ? head[0].length + Number(head[1]) : Infinity;
		if (!head || text.length <= end) return text;
		this.events.add(JSON.parse(text.slice(head[0].length, end)) as BaresipEvent);
		return this.#take(text.slice(end + 1));
	}
}
