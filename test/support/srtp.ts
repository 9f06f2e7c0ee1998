import {createCipheriv, createHmac, randomBytes, timingSafeEqual} from 'node:crypto';
import {rtpPacket, type RtpFields} from './raw-rtp.js';

/** SRTP as AES_CM_128_HMAC_SHA1_80 has it (RFC 3711; RFC 4568, 6.2), for packets before the sequence number's first wrap. */
type SessionKeys = {cipher: Buffer; salt: Buffer; authentication: Buffer};

const tagBytes = 10;
const headerBytes = 12;

/** Key and salt, as they are in an SDP's "inline:" (RFC 4568, 6.1). */
export const newMasterKey = (): Buffer => randomBytes(30);

/** What is in a packet; undefined when it was not sealed with this key. */
export function openSrtp(packet: Buffer, masterKey: Buffer): Buffer | undefined {
	const keys = sessionKeys(masterKey);
	const sealed = packet.subarray(0, -tagBytes);
	if (packet.length <= headerBytes + tagBytes || !timingSafeEqual(tagOf(sealed, keys), packet.subarray(-tagBytes))) return undefined;
	return Buffer.from(crypt(sealed, keys));
}

export function sealSrtp(fields: RtpFields, payload: Buffer, masterKey: Buffer): Buffer {
	const keys = sessionKeys(masterKey);
	const plain = rtpPacket(fields, payload);
	const sealed = Buffer.concat([plain.subarray(0, headerBytes), crypt(plain, keys)]);
	return Buffer.concat([sealed, tagOf(sealed, keys)]);
}

/** RFC 3711, 4.3: the labels 0, 1 and 2, and a key derivation rate of 0. */
function sessionKeys(masterKey: Buffer): SessionKeys {
	const [key, salt] = [masterKey.subarray(0, 16), masterKey.subarray(16, 30)];
	const derive = (label: number, length: number) => {
		const counter = Buffer.concat([salt, Buffer.alloc(2)]);
		counter[7] = (counter[7] ?? 0) ^ label;
		return createCipheriv('aes-128-ctr', key, counter).update(Buffer.alloc(length));
	};
	return {cipher: derive(0, 16), authentication: derive(1, 20), salt: derive(2, 14)};
}

/** RFC 3711, 4.1.1: the counter is made of salt, SSRC and packet index. */
function crypt(packet: Buffer, {cipher, salt}: SessionKeys): Buffer {
	const counter = Buffer.concat([salt, Buffer.alloc(2)]);
	for (let i = 0; i < 4; i++) counter[4 + i] = (counter[4 + i] ?? 0) ^ (packet[8 + i] ?? 0);
	for (let i = 0; i < 2; i++) counter[12 + i] = (counter[12 + i] ?? 0) ^ (packet[2 + i] ?? 0);
	return createCipheriv('aes-128-ctr', cipher, counter).update(packet.subarray(headerBytes));
}

/** RFC 3711, 4.2: over the packet and the roll-over counter, which is 0. */
function tagOf(sealed: Buffer, {authentication}: SessionKeys): Buffer {
	return createHmac('sha1', authentication).update(sealed).update(Buffer.alloc(4)).digest().subarray(0, tagBytes);
}
