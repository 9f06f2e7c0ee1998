/** What JavaScript may ask of SIP beside the calls that come in: trunks, phones that register, who is let through, calls out. */
export type SipTransport = 'udp' | 'tcp' | 'tls';

/** A trunk's account (RFC 3261, 10 and 22). */
export type TrunkOptions = {
	/** Host name or address, with its port if it is not the usual one. */
	host: string;
	transport: SipTransport;
	/** User part of From and of the registration; empty: none. */
	user: string;
	authUser: string;
	password: string;
	/** Empty: none. */
	outboundProxy: string;
	/** Who is asked for the server's name: an IPv4 address, and a port if it is not 53; empty: the system's name servers. */
	nameServer: string;
	/** False: nothing is registered; the account is for calls out. Of its state only a name that is not found is told. */
	register: boolean;
	expiresSeconds: number;
	srtp: 'off' | 'optional' | 'required';
	/** By whose signature a server is believed over TLS to be the one of `host`, or of the outbound proxy (RFC 5922): those that the system knows, `authority`, or anybody's. */
	authorities: 'system' | 'given' | 'any';
	/** Certificates in PEM, of authorities or of the server itself; empty: none. */
	authority: string;
};

/** A phone's log-in. `phone` is the caller's number for it. */
export type PhoneCredentials = {phone: number; user: string; password: string};

export type Admission = {
	/** Whose calls are taken: everybody's, or only those of phones that log in and of trunks. Phones are asked for their password in both. */
	guests: 'anybody' | 'known';
	/** Requests from these addresses are dropped unanswered. */
	banned: readonly string[];
	/** Calls from these networks (IPv4, CIDR) are a trunk's. The longest prefix wins. */
	trusted: readonly {network: string; trunk: number}[];
};

export type SipDial = {
	/** The Request-URI: `sip:number@host;transport=tcp`. */
	uri: string;
	/** By this trunk's account; 0: the box's own, as for phones that registered. */
	trunk: number;
	/** User and display name of From; empty: the account's. */
	callerNumber: string;
	callerName: string;
};

/**
 * Numbers of trunks, phones and probes are the caller's, positive. A change takes effect for what comes after it; calls that are up go on.
 * What becomes of all this is told by events.
 */
export interface SipEngine {
	/** Adds a trunk or replaces its account, once that has unregistered: 'trunk.state' follows. What fails is tried again, later each time. */
	putTrunk(trunk: number, options: TrunkOptions): void;
	/** Unregisters it first. */
	removeTrunk(trunk: number): void;
	/** Replaces all. Phones that are no longer there lose their bindings. */
	setPhones(phones: readonly PhoneCredentials[]): void;
	/** Replaces all. */
	setAdmission(admission: Admission): void;
	/** Begins to call; the leg's number, or 0 when there are as many calls as may be. 'leg.alerting', 'leg.answered' or 'leg.ended' with the final status follow. The hold and room methods work on it as on every leg. */
	dial(call: SipDial): number;
	/**
	 * Sends OPTIONS (RFC 3261, 11) to `uri`: 'sip.probed' follows within `timeoutMs`. With `trunk` other than 0 it goes where that trunk's
	 * requests go; when nobody answers there and the trunk does not register, to its next server, within `timeoutMs` again (RFC 3263, 4.3).
	 */
	probe(probe: number, options: {uri: string; trunk: number; timeoutMs: number}): void;
	/**
	 * SIP over TLS shows this certificate to who connects from now on; connections that are up go on.
	 * Throws with code BAD_CERTIFICATE; then the one from before is shown.
	 */
	renewCertificate(certificate: {certificatePath: string; keyPath: string}): void;
}
