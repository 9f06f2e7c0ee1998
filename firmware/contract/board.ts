import {Type, type Static, type TSchema} from '@sinclair/typebox';

const orNull = <T extends TSchema>(schema: T, description: string) => Type.Union([schema, Type.Null()], {description});
const count = (description: string) => Type.Integer({description});

/** The control board and what it measures. */
export const boardView = Type.Object({
	state: Type.Union([Type.Literal('none'), Type.Literal('missing'), Type.Literal('silent'), Type.Literal('incompatible'), Type.Literal('up')], {
		description: 'none: the settings name no board · missing: its port can\'t be opened · silent: it does not answer · incompatible: it speaks another version · up',
	}),
	detail: Type.String({description: 'what is wrong, with what to do; empty when nothing is'}),
	model: Type.String(),
	firmware: Type.String(),
	relaysHeld: orNull(Type.Boolean(), 'true: the box has the outside line; false: it is connected with the telephone beside the box; null: unknown, or there are no relays'),
	temperatureCelsius: orNull(Type.Number(), 'null: not measured'),
	supplyVolts: orNull(Type.Number(), 'null: not measured'),
	faults: Type.Array(Type.String(), {description: 'what the board finds wrong with itself, in sentences'}),
	link: Type.Object({
		received: count('frames that came whole'), damaged: count('frames damaged on the way'), discardedBytes: count('bytes thrown away'),
		repeated: count('frames that came more than once'), sentAgain: count('frames that had to be sent again'),
		refused: count('frames with impossible content'), lost: count('times that the board stopped answering'),
	}),
	board: Type.Union([Type.Object({
		received: Type.Integer(), damaged: Type.Integer(), discardedBytes: Type.Integer(), repeated: Type.Integer(), sentAgain: Type.Integer(),
		refused: Type.Integer(), watchdogDrops: count('times that it dropped its relays because the heartbeats stopped'),
	}), Type.Null()], {description: 'what the board counted at its end; null: not told yet'}),
});
export type BoardView = Static<typeof boardView>;
