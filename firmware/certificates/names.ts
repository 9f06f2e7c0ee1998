import {hostname, networkInterfaces} from 'node:os';
import {isIPv4} from 'node:net';

/** What a certificate stands for (subjectAltName; RFC 5280, 4.2.1.6): host names, and IPv4 addresses. */
export type Names = {readonly hosts: readonly string[]; readonly addresses: readonly string[]};

export type Machine = {hostName: string; addresses: readonly string[]};

/** What the machine calls itself, and its IPv4 addresses but the loopback's. */
export function machineNames(): Machine {
	const all = Object.values(networkInterfaces()).flatMap(list => list ?? []);
	return {hostName: hostname(), addresses: all.filter(({family, internal}) => family === 'IPv4' && !internal).map(({address}) => address)};
}

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const hostPattern = new RegExp(`^${label}(\\.${label})*$`);

/**
 * All names by which somebody in the office may reach this machine. `configured` is the admin's own, which may be an address or empty; a
 * machine whose name is no host name (with an underscore, say) is known by the others.
 */
export function namesOf({hostName, addresses}: Machine, configured: string): Names {
	const [first = ''] = hostName.split('.');
	const hosts = ['localhost', hostName, `${first}.local`, configured].map(name => name.toLowerCase());
	return {
		hosts: unique(hosts.filter(name => hostPattern.test(name) && name.length <= 253 && !isIPv4(name))),
		addresses: unique(['127.0.0.1', ...addresses, configured].filter(isIPv4)),
	};
}

/** Node's text of a subjectAltName: "DNS:a, IP Address:192.0.2.1"; what could be mistaken is quoted as in JSON. */
export function namesIn(subjectAltName: string | undefined): string[] {
	const parts = (subjectAltName ?? '').matchAll(/(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]+)/g);
	return [...parts].map(([, name = '']) => name.startsWith('"') ? JSON.parse(name) as string : name);
}

const unique = (names: readonly string[]): string[] => [...new Set(names)];
