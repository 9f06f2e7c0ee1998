import {createSocket, type Socket} from 'node:dgram';
import {once} from 'node:events';

type Teardown = {teardown(end: () => void): void};
/** RFC 2782. */
export type Service = {priority: number; port: number; target: string};
export type Zone = {services?: Readonly<Record<string, readonly Service[]>>; addresses?: Readonly<Record<string, string>>};

const types = {a: 1, srv: 33} as const;

/** A name server that knows some names (RFC 1035, 4), at a port of its own. "127.0.0.1:5353": where it is asked. */
export async function startNameServer(t: Teardown, zone: Zone): Promise<string> {
	const socket = createSocket('udp4');
	socket.bind(0, '127.0.0.1');
	await once(socket, 'listening');
	socket.on('message', (query, from) => answer(socket, query, {zone, port: from.port}));
	t.teardown(() => void socket.close());
	return `127.0.0.1:${socket.address().port}`;
}

function answer(socket: Socket, query: Buffer, {zone, port}: {zone: Zone; port: number}): void {
	const end = query.indexOf(0, 12) + 1;
	const question = query.subarray(12, end + 4);
	const records = recordsOf(zone, {name: nameIn(query), type: query.readUInt16BE(end)});
	const head = Buffer.alloc(12);
	query.copy(head, 0, 0, 2);
	// An answer of its own; NXDOMAIN when there is none.
	head.writeUInt16BE(records.length > 0 ? 0x8580 : 0x8583, 2);
	head.writeUInt16BE(1, 4);
	head.writeUInt16BE(records.length, 6);
	socket.send(Buffer.concat([head, question, ...records.map(data => record(query.readUInt16BE(end), data))]), port, '127.0.0.1');
}

function recordsOf({services = {}, addresses = {}}: Zone, {name, type}: {name: string; type: number}): Buffer[] {
	const address = addresses[name];
	if (type === types.a) return address === undefined ? [] : [Buffer.from(address.split('.').map(Number))];
	if (type !== types.srv) return [];
	return (services[name] ?? []).map(({priority, port, target}) => {
		const numbers = Buffer.alloc(6);
		numbers.writeUInt16BE(priority, 0);
		numbers.writeUInt16BE(port, 4);
		return Buffer.concat([numbers, encoded(target)]);
	});
}

/** The name is that of the question, at byte 12; it lives for a minute. */
function record(type: number, data: Buffer): Buffer {
	const head = Buffer.alloc(12);
	head.writeUInt16BE(0xc00c, 0);
	head.writeUInt16BE(type, 2);
	head.writeUInt16BE(1, 4);
	head.writeUInt32BE(60, 6);
	head.writeUInt16BE(data.length, 10);
	return Buffer.concat([head, data]);
}

function nameIn(query: Buffer): string {
	const labels: string[] = [];
	for (let at = 12; query[at]; at += (query[at] ?? 0) + 1) labels.push(query.toString('latin1', at + 1, at + 1 + (query[at] ?? 0)));
	return labels.join('.').toLowerCase();
}

const encoded = (name: string): Buffer => Buffer.concat([...name.split('.').map(label => Buffer.from(`${String.fromCharCode(label.length)}${label}`, 'latin1')), Buffer.alloc(1)]);
