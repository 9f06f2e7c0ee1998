/** 127.0.0.1 is this machine: a program of its own must not be shut out. */
export const thisMachine = '127.0.0.1/32';

/** Whether an IPv4 address is in a network, as "192.0.2.0/24" or "192.0.2.7". False where either is none. */
export function isIn(address: string, network: string): boolean {
	const [base = '', length = '32'] = network.split('/');
	const [one, other, bits] = [numberOf(address), numberOf(base), Number(length)];
	if (one === undefined || other === undefined || bits > 32) return false;
	const size = 2 ** (32 - bits);
	return Math.floor(one / size) === Math.floor(other / size);
}

/** In the form that the engine takes: with its length. */
export function cidrOf(network: string): string {
	return network.includes('/') ? network : `${network}/32`;
}

/** Undefined: no IPv4 address. */
function numberOf(address: string): number | undefined {
	const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
	if (parts === undefined || parts.some(part => part > 255)) return undefined;
	return parts.reduce((number, part) => number * 256 + part, 0);
}

export const isAddress = (text: string): boolean => numberOf(text) !== undefined;
