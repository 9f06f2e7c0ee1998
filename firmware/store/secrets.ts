import {createHash, randomBytes, scrypt, timingSafeEqual, type ScryptOptions} from 'node:crypto';

/** 256 random bits, as text that survives a URL, a header and a cookie. */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** What is stored of a random secret. Such a secret can't be guessed, so that a fast hash without salt is enough. */
export function hashSecret(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

type Cost = {N: number; r: number; p: number};
/** About 0.1 s and 32 MB for each guess (RFC 7914). */
const cost: Cost = {N: 2 ** 15, r: 8, p: 1};
const keyBytes = 32;

/** A password as it is stored: `scrypt$N$r$p$salt$key`, so that the cost can be raised without locking anybody out. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(16);
	const key = await derive(password, salt, cost);
	return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** With no stored hash it takes as long and is false, so that a stranger can't find out which names exist. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
	const [, N, r, p, salt, key] = (stored ?? '').split('$');
	if (N === undefined || r === undefined || p === undefined || salt === undefined || key === undefined) {
		await derive(password, Buffer.alloc(16), cost);
		return false;
	}
	const given = await derive(password, Buffer.from(salt, 'base64url'), {N: Number(N), r: Number(r), p: Number(p)});
	const expected = Buffer.from(key, 'base64url');
	return given.length === expected.length && timingSafeEqual(given, expected);
}

function derive(password: string, salt: Buffer, {N, r, p}: Cost): Promise<Buffer> {
	const options: ScryptOptions = {N, r, p, maxmem: 2 * 128 * N * r};
	return new Promise((resolve, reject) => {
		scrypt(password.normalize('NFC'), salt, keyBytes, options, (error, key) => {
			if (error === null) resolve(key);
			else reject(error);
		});
	});
}
