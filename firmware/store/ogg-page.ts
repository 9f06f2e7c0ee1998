/** One page of an Ogg stream (RFC 3533, 6), with what its lacing says of its length. */
export type OggPage = {granule: bigint; serial: number; bytes: number; body: Buffer};

const headerBytes = 27;
/** 27 of header, 255 of lacing, 255 × 255 of packets. */
export const longestPageBytes = headerBytes + 255 + 255 * 255;
const magic = Buffer.from('OggS');

/** The granule position of a page on which no packet ends (RFC 3533, 6, field 4). */
export const noGranule = -1n;

/** The whole page at the offset; undefined when there is none, or it is cut off, or its checksum is wrong. */
export function pageAt(data: Buffer, offset: number): OggPage | undefined {
	if (data.length - offset < headerBytes || data.compare(magic, 0, 4, offset, offset + 4) !== 0 || data[offset + 4] !== 0) return undefined;
	const segments = data.readUInt8(offset + 26);
	const bodyStart = offset + headerBytes + segments;
	if (bodyStart > data.length) return undefined;
	const bodyBytes = data.subarray(offset + headerBytes, bodyStart).reduce((sum, lacing) => sum + lacing, 0);
	const end = bodyStart + bodyBytes;
	if (end > data.length || checksum(data.subarray(offset, end)) !== data.readUInt32LE(offset + 22)) return undefined;
	return {
		granule: data.readBigInt64LE(offset + 6),
		serial: data.readUInt32LE(offset + 14),
		bytes: end - offset,
		body: data.subarray(bodyStart, end),
	};
}

/** The last whole page in the data on which a packet of this stream ends. */
export function lastPage(data: Buffer, serial: number): OggPage | undefined {
	for (let at = data.lastIndexOf(magic); at >= 0; at = at === 0 ? -1 : data.lastIndexOf(magic, at - 1)) {
		const page = pageAt(data, at);
		if (page !== undefined && page.serial === serial && page.granule !== noGranule) return page;
	}
	return undefined;
}

const polynomial = 0x04c11db7;
const table = Uint32Array.from({length: 256}, (_, byte) => {
	let remainder = byte << 24;
	for (let bit = 0; bit < 8; bit++) remainder = remainder < 0 ? (remainder << 1) ^ polynomial : remainder << 1;
	return remainder >>> 0;
});

/** CRC-32 from zero, not reflected, with the page's own checksum taken as zero (RFC 3533, 6, field 7). */
function checksum(page: Buffer): number {
	let crc = 0;
	for (let i = 0; i < page.length; i++) {
		const byte = i >= 22 && i < 26 ? 0 : page[i] ?? 0;
		crc = (crc << 8) ^ (table[(crc >>> 24) ^ byte] ?? 0);
	}
	return crc >>> 0;
}
