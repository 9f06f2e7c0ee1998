import {Type, type Static, type TObject, type TProperties} from '@sinclair/typebox';
import {Value} from '@sinclair/typebox/value';
import {invitation, type LegId} from '../contract/index.js';

/** Goes into the topic of the answer. */
const idText = Type.String({pattern: '^[A-Za-z0-9_-]{1,64}$', description: 'of your choice; the answer comes at its topic'});
const id = Type.Optional(idText);
const room = Type.String({pattern: '^[0-9]{2,15}(-[0-9]{1,20})?$', description: 'as in the room\'s topic'});
const participant = Type.Unsafe<LegId>(Type.String({minLength: 1, maxLength: 64, description: 'as in the participant\'s topic'}));
const on = Type.Boolean({default: true});
const gain = Type.Optional(Type.Number({minimum: -24, maximum: 24}));
const command = <P extends TProperties>(properties: P, options: object = {}) => Type.Object({id, ...properties}, {additionalProperties: false, ...options});

/** What a program may ask for over MQTT. */
export const commandSchemas = {
	'room.lock': command({room, on}),
	'room.mute-all': command({room, on}),
	'room.lecture': command({room, on}),
	'room.record': command({room, on}),
	'room.end': command({room}),
	'room.invite': command({room, number: invitation.properties.number, joinAtOnce: invitation.properties.joinAtOnce}),
	'participant.mute': command({participant, on}),
	'participant.hand': command({participant, on}),
	'participant.floor': command({participant, on}),
	'participant.volume': command({participant, gainInDb: gain, gainOutDb: gain}),
	'participant.disconnect': command({participant}),
} as const satisfies Record<string, TObject>;

export type CommandName = keyof typeof commandSchemas;
export type Command = {[K in CommandName]: Static<(typeof commandSchemas)[K]> & {name: K}}[CommandName];

export type Parsed =
	| {kind: 'command'; command: Command}
	/** `id` as far as it could be read. */
	| {kind: 'refused'; id: string | null; code: 'INVALID_INPUT' | 'NOT_FOUND'; message: string};

/** Makes a command of what was published at `command/<name>`; absent fields are filled with their defaults. */
export function parseCommand(name: string, payload: Buffer): Parsed {
	if (!isCommandName(name)) return {kind: 'refused', id: null, code: 'NOT_FOUND', message: `There is no command "${name.slice(0, 40)}".`};
	const schema = commandSchemas[name];
	const value = Value.Default(schema, parseJson(payload));
	if (!Value.Check(schema, value)) return {kind: 'refused', id: idOf(value), code: 'INVALID_INPUT', message: problemOf(schema, value)};
	// The schema of this very name was checked; that is more than the compiler can follow.
	return {kind: 'command', command: {...value, name} as Command};
}

const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandSchemas, name);

function parseJson(payload: Buffer): unknown {
	try {
		return JSON.parse(payload.toString());
	} catch {
		return undefined;
	}
}

function problemOf(schema: TObject, value: unknown): string {
	if (value === undefined) return 'Expected an object of JSON.';
	const problem = Value.Errors(schema, value).First();
	return problem ? `${problem.path || 'The command'}: ${problem.message}.` : 'The command is not valid.';
}

function idOf(value: unknown): string | null {
	return Value.Check(Type.Object({id: idText}), value) ? value.id : null;
}
