import type {Doors, WayBack} from '../../../firmware/contract/index.js';

/** Where a page is, as `location` has it. */
export type Here = {protocol: string; hostname: string; port: string};

/** Where the box is to be found after its next start, seen from this page. */
export type PlaceAfter =
	| {kind: 'here'}
	/** Here, but the browser may refuse to talk to it before somebody has looked at its certificate. */
	| {kind: 'certificate'; url: string}
	/** `follows`: the page can see from here when it is there. */
	| {kind: 'moved'; url: string; follows: boolean}
	/** On its own machine alone, by this address. */
	| {kind: 'machine'; url: string};

const here: PlaceAfter = {kind: 'here'};

export function placeAfter({protocol, hostname, port}: Here, {now, next, otherCertificate}: WayBack): PlaceAfter {
	const isSecure = protocol === 'https:';
	const reached = Number(port || (isSecure ? 443 : 80));
	// Whoever comes by a proxy or another port that leads to the box finds it there again.
	if (reached !== (isSecure ? now.https : now.http)) return here;
	const door = doorOf(isSecure, next);
	if (!door) return here;
	if (next.thisMachineAlone && !isLoopback(hostname)) return {kind: 'machine', url: urlOf(door, '127.0.0.1')};
	const url = urlOf(door, hostname);
	if (door.isSecure !== isSecure || door.port !== reached) return {kind: 'moved', url, follows: !isSecure};
	return isSecure && otherCertificate ? {kind: 'certificate', url} : here;
}

type Door = {isSecure: boolean; port: number};

/** The one that a page which came by HTTP or HTTPS is led to. Undefined: it is not known before. */
function doorOf(cameSecurely: boolean, {http, https, httpsOnly}: Doors): Door | undefined {
	if (https !== null && (cameSecurely || httpsOnly)) return {isSecure: true, port: https};
	return http === null ? undefined : {isSecure: false, port: http};
}

const urlOf = ({isSecure, port}: Door, hostname: string): string => new URL(`${isSecure ? 'https' : 'http'}://${hostname}:${port}/`).href;

const isLoopback = (hostname: string): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
