import {Type, type Static} from '@sinclair/typebox';
import {extension, type Problem} from './conference.js';
import type {SipPhoneId, TrunkId, UserId} from './ids.js';
import {told} from './told.js';

/** SIP beyond calls that simply come in: trunks to providers and telephone systems, phones that register, and who is shut out. */
const time = Type.String({format: 'date-time'});
const timeOrNull = Type.Union([time, Type.Null()]);
const id = <T extends string>() => Type.Unsafe<T>(Type.String());
const one = <const T extends readonly string[]>(names: T, options: object = {}) =>
	Type.Unsafe<T[number]>(Type.Union(names.map(name => Type.Literal(name)), options));
const plainName = Type.String({minLength: 1, maxLength: 60, pattern: '^[^\\u0000-\\u001f]+$', title: 'Name'});
/** RFC 3261, 25.1: what a user part may hold without escapes. */
const sipUser = (title: string, description: string) => Type.String({pattern: '^[A-Za-z0-9_.!~*\'()&=+$,;?/-]{0,64}$', title, description, default: ''});
/** A host name or IPv4 address, and perhaps a port. */
const host = (title: string, description: string, least: '' | '?') =>
	Type.String({pattern: `^([A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(:[0-9]{1,5})?)${least}$`, maxLength: 261, title, description});

export const sipTransport = one(['udp', 'tcp', 'tls'], {title: 'Transport', default: 'udp'});
export type SipTransport = Static<typeof sipTransport>;

/** A way to a provider or telephone system. */
export const trunkInput = Type.Object({
	name: plainName,
	enabled: Type.Boolean({default: true, title: 'In use'}),
	kind: one(['register', 'address'], {
		title: 'Kind', default: 'register', description: 'The box registers with it by user name and password, or each trusts the other by address.',
	}),
	host: host('Server', 'Host name or address, with its port if it is not the usual one.', ''),
	transport: sipTransport,
	srtp: one(['off', 'optional', 'required'], {title: 'Encrypted audio (SRTP)', default: 'optional'}),
	authorities: one(['system', 'given', 'any'], {
		title: 'Server\'s certificate', default: 'system', description: 'Over TLS the server has to show that it is the one that is named above. Unverified, anybody in between could pose as it and listen.',
	}),
	authority: Type.String({
		maxLength: 20_000, default: '', title: 'Certificate of its authority', multiline: true, description: 'In PEM: of the authority that signed the server\'s certificate, or that certificate itself.',
	}),
	user: sipUser('User name', 'Of the account; empty for a trunk that is trusted by address.'),
	authUser: sipUser('Authentication name', 'Empty: the user name.'),
	password: Type.String({maxLength: 200, default: '', title: 'Password', secret: true}),
	outboundProxy: Type.String({pattern: '^([A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?)?$', default: '', title: 'Outbound proxy', description: 'Empty: none.'}),
	nameServer: Type.String({
		pattern: '^((25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}(:[0-9]{1,5})?)?$', default: '', title: 'Name server',
		description: 'IPv4 address, of a provider whose own name server alone knows its names; empty: the one of this network.',
	}),
	trusted: Type.Array(Type.String({pattern: '^[0-9.]{7,15}(/[0-9]{1,2})?$'}), {
		maxItems: 32, default: [], title: 'Trusted addresses', description: 'Calls from these addresses (IPv4, or networks as 192.0.2.0/24) are this trunk\'s; beside those that the server\'s name stands for.',
	}),
	expiresSeconds: Type.Integer({minimum: 60, maximum: 7200, default: 300, title: 'Register every', description: 'Seconds, where the other side does not ask for less.'}),
	callerNumber: Type.String({pattern: '^(\\+?[0-9]{0,20})$', default: '', title: 'Own number', description: 'What those who are called see; empty: the account\'s, or the extension of the conference where the other side is trusted by address.'}),
	number: Type.String({pattern: '^[0-9]{0,15}$', default: '', title: 'Calls go to', description: 'A number of this box where all calls of this trunk go; empty: to the number that was dialled.', control: 'destination'}),
	maxCalls: Type.Union([Type.Integer({minimum: 1, maximum: 1000}), Type.Null()], {default: null, title: 'Calls at once', description: 'As many as the contract allows, in both directions; empty: no limit.'}),
}, {additionalProperties: false});
export type TrunkInput = Static<typeof trunkInput>;

/** What the schema can't say. */
export function trunkInputProblems({kind, user, authUser, transport, authorities, authority}: TrunkInput): Problem[] {
	const isNameless = kind === 'register' && user === '' && authUser === '';
	const isUngiven = transport === 'tls' && authorities === 'given' && authority.trim() === '';
	return [
		...isNameless ? [{path: '/user', ...told('user-to-register')}] : [],
		...isUngiven ? [{path: '/authority', ...told('authority-missing')}] : [],
	];
}

export const trunkState = one(['off', 'registering', 'registered', 'up', 'rejected', 'unreachable'], {
	description: 'registering: it is being tried · registered: the other side took the log-in · up: it answers (trusted by address) · rejected: it answered with a refusal, or its certificate is not believed · unreachable: no answer',
});
export type TrunkState = Static<typeof trunkState>;

/** What may be wrong with a trunk; the page says it in its reader's language. */
export const trunkProblem = one([
	'off', 'demo', 'name-unknown', 'no-answer', 'wrong-password', 'forbidden', 'unknown-user', 'no-registrations', 'moved', 'bad-request', 'out-of-service', 'refused',
	'certificate-name', 'certificate-authority', 'certificate-expired', 'certificate-unfit',
]);
export type TrunkProblem = Static<typeof trunkProblem>;

/** A trunk as it is set up and as it does. The password is never shown: dots where there is one. */
export const trunkView = Type.Composite([Type.Object({id: id<TrunkId>()}), trunkInput, Type.Object({
	state: trunkState,
	problem: Type.Union([trunkProblem, Type.Null()], {description: 'what is wrong'}),
	detail: Type.String({description: 'what is wrong, in a sentence with what to do; empty when nothing is'}),
	/** Of the last answer; null before one. */
	status: Type.Union([Type.Integer(), Type.Null()], {description: 'SIP status of the last answer (RFC 3261, 21)'}),
	since: time,
	expiresAt: timeOrNull,
	calls: Type.Integer({description: 'up now'}),
})]);
export type TrunkView = Static<typeof trunkView>;

export const trunkTestStep = Type.Object({
	name: one(['name', 'reach', 'log-in']),
	ok: Type.Boolean(),
	problem: Type.Union([trunkProblem, Type.Null()]),
	finding: Type.String({description: 'in a sentence'}),
	addresses: Type.Array(Type.String(), {description: 'that the name stands for'}),
	ms: Type.Union([Type.Number(), Type.Null()], {description: 'round trip'}),
	status: Type.Union([Type.Integer(), Type.Null()], {description: 'SIP status of the answer'}),
});
export type TrunkTestStep = Static<typeof trunkTestStep>;
/** What the test of a trunk found: each step, the first that failed last. */
export const trunkTestResult = Type.Object({ok: Type.Boolean(), steps: Type.Array(trunkTestStep)});
export type TrunkTestResult = Static<typeof trunkTestResult>;

/** A start for a form: what is usual for a provider or telephone system. By its key the page says what to do at the other side. */
export const trunkTemplate = Type.Object({
	key: Type.String(), name: Type.String({description: 'of the provider or system; empty for those that the page names in words'}), trunk: Type.Partial(trunkInput),
});
export type TrunkTemplate = Static<typeof trunkTemplate>;

/** A phone, or program, that registers with the box. */
export const sipPhoneInput = Type.Object({
	name: plainName,
	user: Type.String({pattern: '^[A-Za-z0-9_.-]{2,40}$', title: 'User name', description: 'What the phone logs in with.'}),
	password: Type.String({maxLength: 100, default: '', title: 'Password', description: 'Empty: the box makes one.', secret: true}),
	extension: Type.Union([extension, Type.Null()], {default: null, title: 'Extension', description: 'The number at which the box can call this phone; empty: none.'}),
	owner: Type.Union([id<UserId>(), Type.Null()], {default: null, title: 'Belongs to', control: 'user'}),
}, {additionalProperties: false});
export type SipPhoneInput = Static<typeof sipPhoneInput>;

export const sipBinding = Type.Object({
	contact: Type.String({description: 'URI at which the phone is called'}),
	address: Type.String({description: 'where it registered from'}),
	transport: sipTransport,
	userAgent: Type.String(),
	expiresAt: time,
});
export type SipBinding = Static<typeof sipBinding>;
export const sipPhoneView = Type.Composite([
	Type.Object({id: id<SipPhoneId>()}), Type.Omit(sipPhoneInput, ['password']), Type.Object({bindings: Type.Array(sipBinding)}),
]);
export type SipPhoneView = Static<typeof sipPhoneView>;
/** The answer to the making of a phone or of a new password: the only time that the password is seen. */
export const newSipPhone = Type.Composite([sipPhoneView, Type.Object({password: Type.String()})]);
export type NewSipPhone = Static<typeof newSipPhone>;

/** An address whose SIP requests are dropped without an answer. */
export const banView = Type.Object({
	address: Type.String(),
	reason: one(['scanner', 'wrong-password', 'unknown-numbers', 'wrong-pins', 'flood', 'by-admin']),
	since: time,
	until: timeOrNull,
	dropped: Type.Integer({description: 'requests dropped since'}),
});
export type BanView = Static<typeof banView>;
export const banInput = Type.Object({
	address: Type.String({pattern: '^[0-9]{1,3}(\\.[0-9]{1,3}){3}$', title: 'Address'}),
	minutes: Type.Union([Type.Integer({minimum: 1, maximum: 525_600}), Type.Null()], {default: 60, title: 'Minutes', description: 'Empty: until somebody undoes it.'}),
}, {additionalProperties: false});
export type BanInput = Static<typeof banInput>;
