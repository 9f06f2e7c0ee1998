import {createHash} from 'node:crypto';
import {offer, type Dialog, type RawSip} from '../support/raw-sip.js';
import {headerOf, writeSip, type SipMessage} from '../support/sip-message.js';

type Parts = {headers?: readonly string[]; body?: string};
type Challenge = {nonce: string; algorithm: string; stale: boolean};
export type Credentials = {user: string; password: string};

/** The wire to a SIP server. */
export type SipWire = Pick<RawSip, 'address' | 'here' | 'received'> & {readonly transport?: string; send(message: string): Promise<void>};

/** A SIP server written byte for byte: what the box asks of it is answered by the test. */
export class SipPeer<Wire extends SipWire = RawSip> {
	readonly raw: Wire;
	#taken = 0;

	constructor(raw: Wire) {
		this.raw = raw;
	}

	/** The next request of a method, of those that were not taken yet; retransmissions count. */
	async asked(method: string, withinMs = 10_000): Promise<SipMessage> {
		const message = await this.raw.received.waitFor(`a ${method} of the box`, message => message.method === method, {after: this.#taken, withinMs});
		this.#taken = this.raw.received.all.indexOf(message) + 1;
		return message;
	}

	/** Answers a request (RFC 3261, 8.2.6). */
	async answer(request: SipMessage, status: number, {headers = [], body = ''}: Parts = {}): Promise<void> {
		const to = headerOf(request, 'to');
		await this.raw.send(writeSip([
			`SIP/2.0 ${status} ${status === 200 ? 'OK' : 'Because'}`,
			...(request.headers.get('via') ?? []).map(via => `Via: ${via}`),
			`From: ${headerOf(request, 'from')}`,
			`To: ${to}${to.includes('tag=') || status === 100 ? '' : ';tag=peer'}`,
			`Call-ID: ${headerOf(request, 'call-id')}`,
			`CSeq: ${headerOf(request, 'cseq')}`,
			`Contact: <sip:peer@${this.raw.here}${this.raw.transport ? `;transport=${this.raw.transport}` : ''}>`,
			...body === '' ? [] : ['Content-Type: application/sdp'],
			...headers,
		], body));
	}

	/** Takes a call with PCMU. */
	async accept(invite: SipMessage, body = offer(this.raw.address, 40_998)): Promise<void> {
		await this.answer(invite, 200, {body});
	}
}

/** What a 401 asks for, its first header for an algorithm. */
export function challengeOf(response: SipMessage, algorithm = 'MD5'): Challenge {
	const header = (response.headers.get('www-authenticate') ?? []).find(value => value.includes(`algorithm=${algorithm}`)) ?? '';
	const nonce = /nonce="([^"]+)"/.exec(header)?.[1] ?? '';
	return {nonce, algorithm, stale: /stale="?true/i.test(header)};
}

/** The Authorization for it (RFC 7616, 3.4). */
export function authorization(method: string, {user, password}: Credentials, challenge: Challenge, {count = 1, uri = 'sip:127.0.0.1'} = {}): string {
	const hash = (text: string) => createHash(challenge.algorithm === 'MD5' ? 'md5' : 'sha256').update(text).digest('hex');
	const nc = count.toString(16).padStart(8, '0');
	const response = hash([hash(`${user}:partyline:${password}`), challenge.nonce, nc, 'abc', 'auth', hash(`${method}:${uri}`)].join(':'));
	return `Authorization: Digest username="${user}", realm="partyline", nonce="${challenge.nonce}", uri="${uri}", response="${response}", algorithm=${challenge.algorithm}, cnonce="abc", qop=auth, nc=${nc}`;
}

/** Asks, and asks again with the password that the box wants. */
export async function askWithPassword(raw: RawSip, dialog: Dialog, {method, credentials, algorithm = 'MD5', headers = [], body = ''}: {
	method: string; credentials: Credentials; algorithm?: string; headers?: readonly string[]; body?: string;
}): Promise<SipMessage> {
	const first = await raw.ask(dialog.request(method, {headers, body}));
	if (first.status !== 401) return first;
	if (method === 'INVITE') await raw.send(dialog.request('ACK'));
	const uri = `sip:${dialog.number}@${raw.there}`;
	return raw.ask(dialog.request(method, {headers: [...headers, authorization(method, credentials, challengeOf(first, algorithm), {uri})], body}));
}

/** Requests as a phone would send them, whose registration is under `user`. */
export class PhoneHead {
	readonly callId: string;
	readonly #raw: RawSip;
	readonly #user: string;
	readonly #program: string;
	#sequence = 0;

	constructor(raw: RawSip, user: string, {callId, program = 'Desk phone/1.0'}: {callId: string; program?: string | undefined}) {
		this.#raw = raw;
		this.#program = program;
		this.#user = user;
		this.callId = callId;
	}

	register({headers = [], sequence}: {headers?: readonly string[]; sequence?: number} = {}): string {
		this.#sequence = sequence ?? this.#sequence + 1;
		return writeSip([
			`REGISTER sip:${this.#raw.there} SIP/2.0`,
			`Via: SIP/2.0/UDP ${this.#raw.here};rport;branch=z9hG4bK${this.callId}${Math.random()}`,
			'Max-Forwards: 70',
			`From: <sip:${this.#user}@${this.#raw.there}>;tag=${this.callId}`,
			`To: <sip:${this.#user}@${this.#raw.there}>`,
			`Call-ID: ${this.callId}`,
			`CSeq: ${this.#sequence} REGISTER`,
			`User-Agent: ${this.#program}`,
			...headers,
		]);
	}

	/** Registers with a password; answers the last response. */
	async registers({user, password}: Credentials, headers: readonly string[], {algorithm = 'MD5', uri = `sip:${this.#raw.there}`} = {}): Promise<SipMessage> {
		const first = await this.#raw.ask(this.register({headers}));
		if (first.status !== 401) return first;
		const proof = authorization('REGISTER', {user, password}, challengeOf(first, algorithm), {uri});
		return this.#raw.ask(this.register({headers: [...headers, proof]}));
	}
}
