import type {TrunkInput} from '../contract/index.js';

type Server = Pick<TrunkInput, 'host' | 'transport' | 'outboundProxy'>;

/** Where a trunk's server is asked whether it is there. */
export function serverUri({host, transport}: Server): string {
	return `sip:${host}${parameterOf(transport)}`;
}

/** The Request-URI of a call by a trunk. What a user part may not hold is escaped (RFC 3261, 25.1): of a telephone number that is the '#'. */
export function numberUri(number: string, {host, transport}: Server): string {
	return `sip:${number.replace(/#/g, '%23')}@${host}${parameterOf(transport)}`;
}

/** "sip.example:5061" without its port. */
export function hostOf(server: string): string {
	return server.replace(/:\d+$/, '');
}

const parameterOf = (transport: Server['transport']) => transport === 'udp' ? '' : `;transport=${transport}`;
