import {Type, type Static} from '@sinclair/typebox';

const time = Type.String({format: 'date-time'});
const orNull = (description: string) => Type.Union([Type.Number(), Type.Null()], {description});

/** The machine and the programs that the box runs on. Sizes in bytes. */
export const systemView = Type.Object({
	version: Type.String(),
	parts: Type.Array(Type.Object({name: Type.String(), version: Type.String()}), {description: 'pjproject, Node, SQLite, libpri, the kernel, …'}),
	startedAt: time,
	storage: Type.Object({totalBytes: Type.Integer(), freeBytes: Type.Integer(), recordingBytes: Type.Integer(), databaseBytes: Type.Integer()}),
	memory: Type.Object({totalBytes: Type.Integer(), freeBytes: Type.Integer(), processBytes: Type.Integer()}),
	loadAverage: Type.Number({description: 'over one minute'}),
	processors: Type.Integer(),
	temperatureCelsius: orNull('of the processor; null where the machine does not tell'),
	addresses: Type.Array(Type.String(), {description: 'of this machine'}),
	restartNeededFor: Type.Array(Type.String(), {description: 'paths of settings that were changed and take effect after a restart'}),
	canRestart: Type.Boolean({description: 'false: whoever started the box must do it'}),
});
export type SystemView = Static<typeof systemView>;

/** One line of the box's log. */
export const logLine = Type.Object({at: time, level: Type.Union([Type.Literal('info'), Type.Literal('warn'), Type.Literal('error')]), message: Type.String(), detail: Type.String()});
export type LogLine = Static<typeof logLine>;

/** The certificate that HTTPS and SIP over TLS show. */
export const certificateView = Type.Object({
	source: Type.Union([Type.Literal('own'), Type.Literal('uploaded')], {description: 'own: signed by the box\'s own authority'}),
	names: Type.Array(Type.String(), {description: 'host names and addresses that it stands for'}),
	issuer: Type.String(),
	notBefore: time,
	notAfter: time,
	fingerprint: Type.String({description: 'SHA-256'}),
	authority: Type.Union([Type.Object({fingerprint: Type.String(), notAfter: time}), Type.Null()], {description: 'the box\'s own, to be installed in browsers and phones; null with an uploaded certificate'}),
});
export type CertificateView = Static<typeof certificateView>;
export const certificateInput = Type.Object({
	certificate: Type.String({minLength: 1, maxLength: 40_000, title: 'Certificate', description: 'PEM, with those between it and a known authority.'}),
	key: Type.String({minLength: 1, maxLength: 20_000, title: 'Key', description: 'PEM, not encrypted.', secret: true}),
}, {additionalProperties: false});
export type CertificateInput = Static<typeof certificateInput>;
