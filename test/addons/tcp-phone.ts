import {once} from 'node:events';
import {connect, type AddressInfo, type Socket} from 'node:net';
import {Happenings} from '../support/happenings.js';
import type {Callee} from '../support/phone.js';
import {headerOf, parseSip, writeSip, type SipMessage} from '../support/sip-message.js';

type Teardown = {teardown(end: () => void): void};

/** Speaks SIP over one TCP connection to the box. */
export class TcpPhone {
	readonly received = new Happenings<SipMessage>(({start}) => `"${start}"`);
	readonly #socket: Socket;
	#text = '';

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.setEncoding('latin1').on('data', (text: string) => this.#take(text));
		socket.on('error', () => undefined);
	}

	static async connect(t: Teardown, box: Callee): Promise<TcpPhone> {
		if (box.sip.tcp === null) throw new Error('The box does not listen on TCP.');
		const socket = connect(box.sip.tcp, '127.0.0.1');
		await once(socket, 'connect');
		t.teardown(() => socket.destroy());
		return new TcpPhone(socket);
	}

	/** "127.0.0.1:40123": this end of the connection. */
	get here(): string {
		return `127.0.0.1:${(this.#socket.address() as AddressInfo).port}`;
	}

	async ask(request: string): Promise<SipMessage> {
		const sequence = headerOf(parseSip(request), 'cseq');
		this.#socket.write(request, 'latin1');
		return this.received.waitFor(`the answer to ${sequence}`, message => message.status >= 200 && headerOf(message, 'cseq') === sequence);
	}

	register(user: string, sequence: number, headers: readonly string[] = []): string {
		return writeSip([
			'REGISTER sip:127.0.0.1 SIP/2.0',
			`Via: SIP/2.0/TCP ${this.here};branch=z9hG4bKtcp${sequence}`,
			`From: <sip:${user}@127.0.0.1>;tag=1`,
			`To: <sip:${user}@127.0.0.1>`,
			`Call-ID: ${this.here}`,
			`CSeq: ${sequence} REGISTER`,
			...headers,
		]);
	}

	hangUp(): void {
		this.#socket.destroy();
	}

	/** Messages follow each other in the stream, each as long as it says (RFC 3261, 18.3). */
	#take(text: string): void {
		this.#text += text;
		for (;;) {
			const end = this.#text.indexOf('\r\n\r\n');
			const length = end < 0 ? 0 : end + 4 + Number(/^content-length:\s*(\d+)/im.exec(this.#text.slice(0, end))?.[1] ?? 0);
			if (length === 0 || this.#text.length < length) return;
			this.received.add(parseSip(this.#text.slice(0, length)));
			this.#text = this.#text.slice(length);
		}
	}
}
