import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {createServer, type Server, type TLSSocket} from 'node:tls';
import {Happenings} from './happenings.js';
import {parseSip, type SipMessage} from './sip-message.js';
import {pem, type Pair} from './test-authority.js';

type Teardown = {teardown(end: () => void): void};

/** A SIP server's end of TLS, byte for byte: what comes in by any connection, and answers by the newest. */
export class TlsSip {
	readonly received = new Happenings<SipMessage>(({start}) => `"${start}"`);
	readonly address = '127.0.0.1';
	readonly transport = 'tls';
	/** As whom the callers asked for it (RFC 6066, 3). */
	readonly askedFor: (string | false)[] = [];
	readonly #server: Server;
	#connection: TLSSocket | undefined;

	private constructor(server: Server) {
		this.#server = server;
		server.on('secureConnection', connection => this.#take(connection));
		// Who does not believe the certificate breaks off.
		server.on('tlsClientError', () => undefined);
	}

	static async listen(t: Teardown, {certificate, key}: Pair): Promise<TlsSip> {
		const server = createServer({cert: await pem(certificate), key: await pem(key)});
		const sip = new TlsSip(server);
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		t.teardown(() => void sip.close());
		return sip;
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	/** "127.0.0.1:5061": where this side is. */
	get here(): string {
		return `${this.address}:${this.port}`;
	}

	async send(message: string): Promise<void> {
		const connection = this.#connection;
		if (!connection) throw new Error('Nobody is connected.');
		await new Promise<void>((resolve, reject) => connection.write(message, 'latin1', error => error ? reject(error) : resolve()));
	}

	#take(connection: TLSSocket): void {
		this.#connection = connection;
		this.askedFor.push(connection.servername ?? false);
		readMessages(connection, message => this.received.add(message));
	}

	/** Resolves when nobody can connect any more. */
	async close(): Promise<void> {
		if (!this.#server.listening) return;
		this.#connection?.destroy();
		this.#server.close();
		await once(this.#server, 'close');
	}
}

/** RFC 3261, 18.3: by a stream, Content-Length tells where a message ends. */
function readMessages(socket: TLSSocket, take: (message: SipMessage) => void): void {
	let rest = '';
	socket.on('error', () => undefined);
	socket.on('data', (bytes: Buffer) => {
		rest += bytes.toString('latin1');
		for (let end = endOf(rest); end !== undefined; end = endOf(rest)) {
			take(parseSip(rest.slice(0, end)));
			rest = rest.slice(end);
		}
	});
}

/** Undefined: it is not whole yet. Lines between messages only keep the connection open (RFC 5626, 3.5.1). */
function endOf(text: string): number | undefined {
	const start = /^(\r\n)*/.exec(text)?.[0].length ?? 0;
	const head = text.indexOf('\r\n\r\n', start);
	if (head < 0) return undefined;
	const end = head + 4 + Number(/\r\nContent-Length: *(\d+)/i.exec(text.slice(start, head))?.[1] ?? 0);
	return end <= text.length ? end : undefined;
}
