/** A SIP message taken apart just far enough for a test (RFC 3261, 7). Names of headers in lower case. */
export type SipMessage = {
	/** "SIP/2.0 200 OK" or "BYE sip:… SIP/2.0". */
	start: string;
	/** Of a response; 0 of a request. */
	status: number;
	/** Of a request; empty of a response. */
	method: string;
	headers: ReadonlyMap<string, readonly string[]>;
	body: string;
};

export function parseSip(text: string): SipMessage {
	const end = text.indexOf('\r\n\r\n');
	const [start = '', ...lines] = (end < 0 ? text : text.slice(0, end)).split('\r\n');
	const headers = new Map<string, string[]>();
	for (const line of lines) {
		const colon = line.indexOf(':');
		const name = line.slice(0, colon).trim().toLowerCase();
		headers.set(name, [...headers.get(name) ?? [], line.slice(colon + 1).trim()]);
	}
	const status = Number(/^SIP\/2\.0 (\d{3})/.exec(start)?.[1] ?? 0);
	return {start, status, method: status === 0 ? start.split(' ')[0] ?? '' : '', headers, body: end < 0 ? '' : text.slice(end + 4)};
}

/** Lines of the head and a body, as they go over the wire, Content-Length and all. */
export function writeSip(head: readonly string[], body = ''): string {
	return [...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
}

export const headerOf = (message: SipMessage, name: string): string => message.headers.get(name)?.[0] ?? '';

/** Where the other side takes audio, from its SDP. */
export function mediaPortOf({body}: SipMessage): number {
	return Number(/^m=audio (\d+)/m.exec(body)?.[1] ?? 0);
}
