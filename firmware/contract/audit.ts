import {Type, type Static} from '@sinclair/typebox';

/** Who did something: a user or a token by name, whoever came by a log-in link, a program over MQTT, the command line, a caller by keypad, or nobody yet. */
export const actorKind = Type.Union([
	Type.Literal('user'), Type.Literal('token'), Type.Literal('link'), Type.Literal('mqtt'), Type.Literal('command-line'), Type.Literal('nobody'),
]);
export type ActorKind = Static<typeof actorKind>;

/** One line of the audit log: who did what, from where, and what came of it. Never holds a PIN, password or token. */
export const auditEntry = Type.Object({
	id: Type.Integer({description: 'ascending; never used twice'}),
	at: Type.String({format: 'date-time'}),
	kind: actorKind,
	name: Type.String({description: 'of the user or token; of others what the box calls them, such as "log-in link" or "MQTT"; empty for nobody'}),
	address: Type.String({description: 'network address; empty for the command line'}),
	action: Type.String({description: 'method and route, such as "PATCH /rooms/:id", or the command\'s name'}),
	subject: Type.String({description: 'what was acted on: the path\'s parameter, or empty'}),
	detail: Type.String({description: 'names of the fields that were sent, with their values where they are no secrets; at most 500 characters'}),
	outcome: Type.String({description: '"done", or the code of the refusal'}),
});
export type AuditEntry = Static<typeof auditEntry>;
