/** Consistent Overhead Byte Stuffing (Cheshire and Baker, 1999), of fewer than 254 bytes: one byte more, and no 0x00 among them. */
export function encodeCobs(bytes: Uint8Array): Uint8Array {
	const encoded = new Uint8Array(bytes.length + 1);
	let codeAt = 0;
	for (const [i, byte] of bytes.entries()) {
		encoded[i + 1] = byte;
		if (byte !== 0) continue;
		encoded[codeAt] = i + 1 - codeAt;
		codeAt = i + 1;
	}
	encoded[codeAt] = encoded.length - codeAt;
	return encoded;
}

/** What was encoded; undefined when the bytes can't have come from `encodeCobs`. */
export function decodeCobs(encoded: Uint8Array): Uint8Array | undefined {
	const bytes = new Uint8Array(Math.max(0, encoded.length - 1));
	let codeAt = 0;
	while (codeAt < encoded.length) {
		const code = encoded[codeAt] ?? 0;
		const next = codeAt + code;
		if (code === 0 || next > encoded.length || encoded.subarray(codeAt, next).includes(0)) return undefined;
		bytes.set(encoded.subarray(codeAt + 1, next), codeAt);
		codeAt = next;
	}
	return bytes;
}
