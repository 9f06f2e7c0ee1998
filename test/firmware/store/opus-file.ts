const preSkip = 312;

/** Bytes of an Ogg Opus stream of so many seconds, a page a second, as a recorder writes them. The packets are silence of a sort. */
export function opusFile(seconds: number, serial = 4711): Buffer {
	const audio = Array.from({length: seconds}, (_, second) => page({
		serial, sequence: second + 2, flags: 0, granule: BigInt(preSkip + (second + 1) * 48_000), packets: Array.from({length: 50}, () => Buffer.alloc(80, second + 1)),
	}));
	return Buffer.concat([head(serial), tags(serial), ...audio]);
}

/** A page on which no packet ends: one long packet goes on. */
export function unfinishedPage(serial = 4711): Buffer {
	return page({serial, sequence: 99, flags: 0, granule: -1n, packets: [], openBytes: 255 * 255});
}

function head(serial: number): Buffer {
	const packet = Buffer.alloc(19);
	packet.write('OpusHead', 'latin1');
	packet.writeUInt8(1, 8);
	packet.writeUInt8(1, 9);
	packet.writeUInt16LE(preSkip, 10);
	packet.writeUInt32LE(48_000, 12);
	return page({serial, sequence: 0, flags: 2, granule: 0n, packets: [packet]});
}

function tags(serial: number): Buffer {
	return page({serial, sequence: 1, flags: 0, granule: 0n, packets: [Buffer.from('OpusTags\x00\x00\x00\x00\x00\x00\x00\x00', 'latin1')]});
}

type PageParts = {serial: number; sequence: number; flags: number; granule: bigint; packets: Buffer[]; openBytes?: number};

/** RFC 3533, 6. */
function page({serial, sequence, flags, granule, packets, openBytes = 0}: PageParts): Buffer {
	const lacing = [...packets.flatMap(packet => [...Array.from({length: Math.floor(packet.length / 255)}, () => 255), packet.length % 255]), ...Array.from({length: openBytes / 255}, () => 255)];
	const header = Buffer.alloc(27);
	header.write('OggS', 'latin1');
	header.writeUInt8(flags, 5);
	header.writeBigInt64LE(granule, 6);
	header.writeUInt32LE(serial, 14);
	header.writeUInt32LE(sequence, 18);
	header.writeUInt8(lacing.length, 26);
	const whole = Buffer.concat([header, Buffer.from(lacing), ...packets, Buffer.alloc(openBytes, 0x4f)]);
	whole.writeUInt32LE(crc(whole), 22);
	return whole;
}

/** Bit by bit, so that it shares nothing with the table of the reader. */
function crc(data: Buffer): number {
	let remainder = 0n;
	for (const byte of data) {
		remainder ^= BigInt(byte) << 24n;
		for (let bit = 0; bit < 8; bit++) {
			remainder <<= 1n;
			if (remainder & 0x100000000n) remainder ^= 0x104c11db7n;
		}
	}
	return Number(remainder);
}
