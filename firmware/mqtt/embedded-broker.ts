import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import {once} from 'node:events';
import {createServer, type AddressInfo, type Server, type Socket} from 'node:net';
import {Aedes} from 'aedes';
import type {Clock} from '../lib/clock.js';
import {deliverInOrder} from './in-order.js';
import {MeasuredConnection} from './measured-connection.js';

export type BrokerOptions = {
	address: string;
	/** 0 picks a free one. */
	port: number;
	topic: string;
	user: string;
	/** Empty: whoever reaches the broker may use it; it is to listen on 127.0.0.1 then. */
	password: string;
	clock: Clock;
	/** A connection that was ended, and why; for the log. */
	refused: (why: string) => void;
};

const maxConnections = 64;
const maxPacketBytes = 64 * 1024;
const maxSubscriptions = 100;
/** A wrong password is answered after so long. */
const penaltyMs = 1000;
const keepAliveMs = 60_000;

type Peer = Parameters<Aedes['authorizePublish']>[0];

/**
 * The box's own broker, MQTT 3.1 and 3.1.1 over TCP, all in memory. The box's own client may publish anything below the box's topic; others
 * only commands, and that Home Assistant is back. Everybody may read everything but others' commands.
 */
export class EmbeddedBroker {
	/** How the box's own client logs in. */
	readonly own = {username: `box-${randomBytes(6).toString('hex')}`, password: randomBytes(24).toString('base64url')};
	readonly #options: BrokerOptions;
	readonly #ownPeers = new WeakSet<object>();
	readonly #subscriptions = new WeakMap<object, number>();
	readonly #sockets = new Set<Socket>();
	#broker: Aedes | undefined;
	#server: Server | undefined;

	constructor(options: BrokerOptions) {
		this.#options = options;
	}

	/** Resolves with the port. Throws what the socket throws when the port is taken. */
	async listen(): Promise<number> {
		const broker = await Aedes.createBroker({connectTimeout: 10_000, drainTimeout: 10_000, maxInflightInbound: 20, concurrency: 1000, ...this.#handlers()});
		deliverInOrder(broker);
		for (const kind of ['clientError', 'connectionError'] as const) broker.on(kind, (_peer, error) => this.#options.refused(error.message));
		const server = createServer({keepAlive: true, keepAliveInitialDelay: keepAliveMs, noDelay: true}, socket => this.#connected(broker, socket));
		server.maxConnections = maxConnections;
		this.#broker = broker;
		this.#server = server;
		server.listen(this.#options.port, this.#options.address);
		await once(server, 'listening');
		// An address was given, so this is no pipe's name.
		return (server.address() as AddressInfo).port;
	}

	async close(): Promise<void> {
		const server = this.#server;
		const broker = this.#broker;
		this.#server = undefined;
		this.#broker = undefined;
		if (broker) await new Promise<void>(resolve => broker.close(resolve));
		if (!server?.listening) return;
		const closed = new Promise<void>(resolve => server.close(() => resolve()));
		for (const socket of this.#sockets) socket.destroy();
		await closed;
	}

	#connected(broker: Aedes, socket: Socket): void {
		this.#sockets.add(socket);
		socket.on('close', () => this.#sockets.delete(socket));
		broker.handle(new MeasuredConnection(socket, maxPacketBytes));
	}

	#handlers(): Pick<Aedes, 'preConnect' | 'authenticate' | 'authorizePublish' | 'authorizeSubscribe' | 'authorizeForward'> {
		return {
			preConnect(_peer, packet, done) {
				// A session that outlives its connection would gather messages without end while nobody fetches them.
				packet.clean = true;
				done(null, true);
			},
			authenticate: (...[peer, username, password, done]) => this.#authenticate(peer, {username, password}, ok => done(null, ok)),
			authorizePublish: (peer, packet, done) => {
				const own = this.#isOwn(peer);
				// What is retained is the box's alone: a retained command would be carried out again and again.
				if (!own && packet.topic.startsWith(`${this.#options.topic}/`)) packet.retain = false;
				done(this.#mayPublish(own, packet.topic) ? null : new Error(`may not publish at ${packet.topic.slice(0, 100)}`));
			},
			authorizeSubscribe: (peer, subscription, done) => done(null, this.#maySubscribe(peer, subscription.topic) ? subscription : null),
			authorizeForward: (peer, packet) => this.#isOwn(peer) || !this.#isCommand(packet.topic) ? packet : null,
		};
	}

	#authenticate(peer: object, {username = '', password}: {username: string | undefined; password: Buffer | undefined}, done: (ok: boolean) => void): void {
		const given = password?.toString() ?? '';
		const {user, password: wanted, clock} = this.#options;
		const isOwn = isSame(username, this.own.username) && isSame(given, this.own.password);
		if (isOwn) this.#ownPeers.add(peer);
		const isKnown = isSame(username, user) && isSame(given, wanted);
		if (isOwn || wanted === '' || isKnown) return done(true);
		clock.after(penaltyMs, () => done(false));
	}

	#isOwn(peer: Peer): boolean {
		return peer !== null && this.#ownPeers.has(peer);
	}

	#isCommand(topic: string): boolean {
		return topic.startsWith(`${this.#options.topic}/command/`);
	}

	#mayPublish(own: boolean, topic: string): boolean {
		const {topic: prefix} = this.#options;
		if (own) return topic.startsWith(`${prefix}/`) || topic.startsWith('homeassistant/device/');
		return this.#isCommand(topic) || topic === 'homeassistant/status';
	}

	#maySubscribe(peer: object, filter: string): boolean {
		const count = (this.#subscriptions.get(peer) ?? 0) + 1;
		this.#subscriptions.set(peer, count);
		return count <= maxSubscriptions && !filter.startsWith('$');
	}
}

/** In a time that tells nothing of where they differ. */
function isSame(a: string, b: string): boolean {
	const [left, right] = [a, b].map(text => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
	return timingSafeEqual(left, right);
}
