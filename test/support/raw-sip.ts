import {randomUUID} from 'node:crypto';
import {createSocket, type Socket} from 'node:dgram';
import {once} from 'node:events';
import {Happenings} from './happenings.js';
import type {Callee} from './phone.js';
import {eventPayload, RawRtp, rtpPacket} from './raw-rtp.js';
import {headerOf, mediaPortOf, parseSip, writeSip, type SipMessage} from './sip-message.js';

type Teardown = {teardown(end: () => void): void};

/** Speaks SIP over UDP byte for byte: for what no decent phone would send. */
export class RawSip {
	readonly received = new Happenings<SipMessage>(({start}) => `"${start}"`);
	readonly address: string;
	readonly caller: string | undefined;
	readonly #socket: Socket;
	readonly #port: number;
	readonly #streams: RawRtp[] = [];

	private constructor(socket: Socket, {address, caller, port}: {address: string; caller: string | undefined; port: number}) {
		this.#socket = socket;
		this.address = address;
		this.caller = caller;
		this.#port = port;
		socket.on('message', bytes => this.received.add(parseSip(bytes.toString('latin1'))));
	}

	/** `caller`: his number; by the one that is called unless told. */
	static async open(t: Teardown, box: Callee, {address = '127.0.0.1', caller}: {address?: string; caller?: string} = {}): Promise<RawSip> {
		if (box.sip.udp === null) throw new Error('The box does not listen on UDP.');
		const socket = createSocket('udp4');
		socket.bind(0, address);
		await once(socket, 'listening');
		const sip = new RawSip(socket, {address, caller, port: box.sip.udp});
		t.teardown(() => sip.#close());
		return sip;
	}

	/** "127.0.0.1:5070": where this side is. */
	get here(): string {
		return `${this.address}:${(this.#socket.address()).port}`;
	}

	/** "127.0.0.1:5060": where the box is. */
	get there(): string {
		return `127.0.0.1:${this.#port}`;
	}

	async send(message: string | Buffer): Promise<void> {
		const bytes = typeof message === 'string' ? Buffer.from(message, 'latin1') : message;
		await new Promise<void>((resolve, reject) => this.#socket.send(bytes, this.#port, '127.0.0.1', error => error ? reject(error) : resolve()));
	}

	/** Sends a request, again each 500 ms (T1 of RFC 3261, 17.1) until there is a final response. */
	async ask(request: string): Promise<SipMessage> {
		const after = this.received.all.length;
		const asked = parseSip(request);
		const isAnswer = (message: SipMessage) => message.status >= 200
			&& headerOf(message, 'call-id') === headerOf(asked, 'call-id') && headerOf(message, 'cseq') === headerOf(asked, 'cseq');
		await this.send(request);
		const again = setInterval(() => void this.send(request), 500);
		return this.received.waitFor(`the answer to ${asked.start}`, isAnswer, {after}).finally(() => clearInterval(again));
	}

	/** Whether the box answers OPTIONS: the plainest sign of life. */
	async ping(): Promise<number> {
		return (await this.ask(new Dialog(this, '0').request('OPTIONS'))).status;
	}

	/** A call, up and acknowledged; with PCMU and telephone-event 101 unless it offers something else. */
	async call(number: string, sdp: (address: string, port: number) => string = offer): Promise<RawCall> {
		const rtp = await RawRtp.open(this.address);
		this.#streams.push(rtp);
		const dialog = new Dialog(this, number);
		const answer = await this.ask(dialog.request('INVITE', {body: sdp(this.address, rtp.port)}));
		if (answer.status !== 200) throw new Error(`The call was refused: ${answer.start}`);
		dialog.establish(answer);
		await this.send(dialog.request('ACK'));
		return new RawCall(this, dialog, rtp, mediaPortOf(answer));
	}

	#close(): void {
		this.#socket.close();
		for (const stream of this.#streams) stream.close();
	}
}

/** Audio is sent and taken at `port`; PCMU and telephone-event. */
export function offer(address: string, port: number): string {
	const lines = ['v=0', `o=- 1 1 IN IP4 ${address}`, 's=-', `c=IN IP4 ${address}`, 't=0 0', `m=audio ${port} RTP/AVP 0 101`, 'a=rtpmap:0 PCMU/8000', 'a=rtpmap:101 telephone-event/8000', 'a=fmtp:101 0-16', 'a=sendrecv'];
	return lines.map(line => `${line}\r\n`).join('');
}

/** What the requests of one dialog have in common (RFC 3261, 12). */
export class Dialog {
	readonly callId = randomUUID();
	readonly #sip: RawSip;
	readonly #tag = randomUUID().slice(0, 8);
	readonly number: string;
	#to: string;
	#target: string;
	#sequence = 0;

	constructor(sip: RawSip, number: string) {
		this.#sip = sip;
		this.number = number;
		this.#target = `sip:${number}@${sip.there}`;
		this.#to = `<sip:${number}@${sip.there}>`;
	}

	establish(answer: SipMessage): void {
		this.#to = headerOf(answer, 'to');
		this.#target = /<([^>]+)>/.exec(headerOf(answer, 'contact'))?.[1] ?? this.#target;
	}

	/** The next request; an ACK, or a CANCEL, has the INVITE's number. */
	request(method: string, {headers = [], body = ''}: {headers?: readonly string[]; body?: string} = {}): string {
		if (method !== 'ACK' && method !== 'CANCEL') this.#sequence++;
		const type = body === '' || headers.some(header => header.startsWith('Content-Type')) ? [] : ['Content-Type: application/sdp'];
		return writeSip([
			`${method} ${this.#target} SIP/2.0`,
			`Via: SIP/2.0/UDP ${this.#sip.here};rport;branch=z9hG4bK${randomUUID()}`,
			'Max-Forwards: 70',
			`From: <sip:${this.#sip.caller ?? `raw-${this.number}`}@${this.#sip.here}>;tag=${this.#tag}`,
			`To: ${this.#to}`,
			`Call-ID: ${this.callId}`,
			`CSeq: ${this.#sequence} ${method}`,
			`Contact: <sip:raw@${this.#sip.here}>`,
			...type,
			...headers,
		], body);
	}
}

/** A call whose packets the test writes itself. */
export class RawCall {
	readonly rtp: RawRtp;
	/** Where the box takes this call's audio. */
	readonly boxPort: number;
	readonly #sip: RawSip;
	readonly #dialog: Dialog;
	readonly #ssrc = 0x1234_5678;
	#sequence = 0;
	#timestamp = 0;

	constructor(sip: RawSip, dialog: Dialog, rtp: RawRtp, boxPort: number) {
		this.#sip = sip;
		this.#dialog = dialog;
		this.rtp = rtp;
		this.boxPort = boxPort;
	}

	/** 20 ms of audio after 20 ms of audio. */
	async sendAudio(payload: Buffer): Promise<void> {
		await this.rtp.send(rtpPacket({payloadType: 0, ...this.#nextFields()}, payload), this.boxPort);
	}

	/** 20 ms of audio that gets lost on the way. */
	loseAudio(): void {
		this.#nextFields();
	}

	/** So many packets of the box later: time passes as the box counts it. */
	async waitPackets(count: number): Promise<void> {
		for (let i = 0; i < count; i++) await this.rtp.next();
	}

	/** One key as `packets` packets, all of the same timestamp; the last three have the end bit (RFC 4733, 2.5.1.4). */
	async sendDigit(digit: string, {packets = 8} = {}): Promise<void> {
		const timestamp = this.#timestamp;
		for (let i = 1; i <= packets; i++) {
			const fields = {...this.#nextFields(), timestamp, payloadType: 101, marker: i === 1};
			const end = i > packets - 3;
			await this.rtp.send(rtpPacket(fields, eventPayload(digit, {end, duration: Math.min(i, packets - 2) * 160})), this.boxPort);
		}
		this.#timestamp += 400;
	}

	/** Resolves when the box has answered. */
	async sendInfoDigit(digit: string): Promise<void> {
		await this.#sip.ask(this.#dialog.request('INFO', {headers: ['Content-Type: application/dtmf-relay'], body: `Signal=${digit}\r\nDuration=100\r\n`}));
	}

	async bye(): Promise<void> {
		await this.#sip.ask(this.#dialog.request('BYE'));
	}

	#nextFields(): {sequence: number; timestamp: number; ssrc: number} {
		this.#timestamp += 160;
		return {sequence: ++this.#sequence, timestamp: this.#timestamp, ssrc: this.#ssrc};
	}
}
