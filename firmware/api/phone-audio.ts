import {STATUS_CODES, type IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import {WebSocketServer, type WebSocket} from 'ws';
import {errorCodes, PartylineError} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import {authenticate, authorise, expectOwnOrigin} from './authenticate.js';
import type {SimulatedPhones} from './ports.js';
import type {StorePort} from './store-port.js';

export type PhoneAudioPorts = {simulator: SimulatedPhones; store: Pick<StorePort, 'tokens' | 'sessions'>; clock: Clock; log: Log};

const place = /^\/api\/v1\/simulator\/phones\/([a-z0-9-]{1,40})\/audio$/;
/** Half a second of sound: more in one message is no speech. */
const longestMessage = 8000;
/** A listener with so much unsent is behind: its telephone's sound is let go by the simulator, not kept here. */
const behindBytes = 8000;
const mostListeners = 32;
const checkMs = 15_000;
const farewellMs = 500;

/** Of RFC 6455, 7.4.1; from 4000 on our own. */
const closing = {
	hungUp: [1000, 'The telephone is gone.'],
	boxStops: [1001, 'The box stops.'],
	notSound: [1003, 'Only sound is understood here, as binary messages.'],
	loggedOut: [1008, 'You are not logged in any more.'],
	inUse: [4409, 'Somebody else hears this telephone.'],
	missing: [4404, 'There is no such telephone.'],
	full: [4429, 'Too many telephones are being heard.'],
} as const;

/** The sound of simulated telephones for browsers: bytes go through, both ways, without a look at them. */
export class PhoneAudio {
	readonly #ports: PhoneAudioPorts;
	readonly #server = new WebSocketServer({noServer: true, maxPayload: longestMessage, perMessageDeflate: false, clientTracking: false});
	readonly #listeners = new Map<string, WebSocket>();

	constructor(ports: PhoneAudioPorts) {
		this.#ports = ports;
	}

	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		socket.on('error', () => socket.destroy());
		this.#admit(request).then(
			phone => this.#server.handleUpgrade(request, socket, head, listener => this.#connect(phone, listener, request)),
			(error: unknown) => this.#refuse(socket, error),
		);
	}

	close(): void {
		for (const listener of this.#listeners.values()) {
			listener.close(...closing.boxStops);
			this.#ports.clock.after(farewellMs, () => listener.terminate());
		}
	}

	/** The telephone asked for, of somebody who may hear it. */
	async #admit(request: IncomingMessage): Promise<string> {
		const phone = place.exec(request.url ?? '')?.[1];
		if (phone === undefined) throw new PartylineError('NOT_FOUND', 'There is no WebSocket here.');
		await this.#authorise(request);
		return phone;
	}

	async #authorise(request: IncomingMessage): Promise<void> {
		const caller = await authenticate(request, this.#ports.store);
		authorise(caller, {role: 'organizer', scope: 'control'});
		expectOwnOrigin(request, caller);
	}

	#connect(phone: string, listener: WebSocket, request: IncomingMessage): void {
		// What is wrong with a connection ends it, which 'close' tells.
		listener.on('error', () => undefined);
		if (this.#listeners.has(phone)) return listener.close(...closing.inUse);
		if (this.#listeners.size >= mostListeners) return listener.close(...closing.full);
		const sound = this.#ports.simulator.openAudio(phone);
		if (!sound) return listener.close(...closing.missing);
		this.#listeners.set(phone, listener);
		const forget = this.#checkNowAndThen(listener, request);
		listener.on('close', () => {
			forget();
			this.#listeners.delete(phone);
			sound.destroy();
		});
		relay(listener, sound);
	}

	/** A connection ends soon after the log-in or token that opened it. */
	#checkNowAndThen(listener: WebSocket, request: IncomingMessage): () => void {
		const check = () => {
			this.#authorise(request).then(
				() => cancel = this.#ports.clock.after(checkMs, check),
				() => listener.close(...closing.loggedOut),
			);
		};
		let cancel = this.#ports.clock.after(checkMs, check);
		return () => cancel();
	}

	#refuse(socket: Duplex, error: unknown): void {
		if (!(error instanceof PartylineError)) this.#ports.log.error({err: error}, 'a WebSocket could not be opened');
		const {code, message} = error instanceof PartylineError ? error : {code: 'INTERNAL', message: errorCodes.INTERNAL.text} as const;
		const {status} = errorCodes[code];
		const body = JSON.stringify({error: {code, message, problems: [], reason: null}});
		const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, 'Content-Type: application/json; charset=utf-8', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close'];
		socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
	}
}

function relay(listener: WebSocket, sound: Duplex): void {
	sound.on('data', (heard: Buffer) => {
		listener.send(heard, () => sound.resume());
		if (listener.bufferedAmount > behindBytes) sound.pause();
	});
	sound.on('drain', () => listener.resume());
	sound.on('error', () => listener.close(...closing.hungUp));
	sound.on('close', () => listener.close(...closing.hungUp));
	listener.on('message', (said, isBinary) => {
		if (!isBinary || !Buffer.isBuffer(said)) return listener.close(...closing.notSound);
		if (!sound.write(said)) listener.pause();
	});
}
