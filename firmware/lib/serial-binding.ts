import {read as readFile} from 'node:fs';
import {promisify} from 'node:util';
import {BindingsError, LinuxBinding, type LinuxBindingInterface, type LinuxPortBinding} from '@serialport/bindings-cpp';

const readNow = promisify(readFile);

/**
 * The library's way to a serial port, but for one thing: a terminal that is hung up while it is being read gives no error, only nothing at all,
 * from then on for ever. The library's own reading tries that again without end; here it is an error, as it is when the hang-up comes between two reads.
 */
export const serialBinding: LinuxBindingInterface = {
	list: () => LinuxBinding.list(),
	async open(options) {
		const port = await LinuxBinding.open(options);
		port.read = async (buffer, offset, length) => read(port, {buffer, offset, length});
		return port;
	},
};

type Room = {buffer: Buffer; offset: number; length: number};

async function read(port: LinuxPortBinding, {buffer, offset, length}: Room): Promise<{buffer: Buffer; bytesRead: number}> {
	for (;;) {
		const bytesRead = await tryToRead(openFile(port), {buffer, offset, length});
		if (bytesRead === 0) throw new Error('the device is gone');
		if (bytesRead !== undefined) return {buffer, bytesRead};
		// It may have been closed meanwhile, and its poller with it.
		openFile(port);
		await readable(port);
	}
}

function openFile({fd}: LinuxPortBinding): number {
	if (fd === null) throw new BindingsError('the port was closed', {canceled: true});
	return fd;
}

/** Undefined: nothing has come yet. */
async function tryToRead(fd: number, {buffer, offset, length}: Room): Promise<number | undefined> {
	try {
		return (await readNow(fd, buffer, offset, length, null)).bytesRead;
	} catch (error) {
		if (error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR')) return undefined;
		throw error;
	}
}

async function readable({poller}: LinuxPortBinding): Promise<void> {
	return new Promise((resolve, reject) => {
		poller.once('readable', (error: Error | null) => error ? reject(error) : resolve());
	});
}
