const table = Uint16Array.from({length: 256}, (_, byte) => {
	let crc = byte << 8;
	for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
	return crc;
});

/** CRC-16/IBM-3740: polynomial 0x1021, initial value 0xFFFF, not reflected, no final exclusive-or. */
export function crc16(bytes: Uint8Array): number {
	let crc = 0xffff;
	for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ (table[(crc >> 8) ^ byte] ?? 0);
	return crc;
}
