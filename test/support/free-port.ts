import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {createServer, type AddressInfo} from 'node:net';

/** A TCP port of 127.0.0.1 that was free a moment ago: for programs that can not pick one themselves. */
export async function freeTcpPort(): Promise<number> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

/** The same for UDP. */
export async function freeUdpPort(): Promise<number> {
	const socket = createSocket('udp4');
	socket.bind(0, '127.0.0.1');
	await once(socket, 'listening');
	const {port} = socket.address();
	socket.close();
	return port;
}
