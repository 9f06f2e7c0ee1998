import {Type, type Static} from '@sinclair/typebox';
import {reasonOrNull} from './told-schema.js';
import {dialPlanEntry} from './views.js';

/** Simulated telephones: handsets at the box's FXS ports, and telephones of the public network that reach it by FXO, PRI or modem. */
export const simulatedPhone = Type.Object({
	id: Type.String({pattern: '^[a-z0-9-]{1,40}$'}),
	kind: Type.Union([Type.Literal('handset'), Type.Literal('outside')]),
	name: Type.String(),
	number: Type.String({description: 'by which it can be called; empty where the box has not given it one'}),
	hook: Type.Union([Type.Literal('on'), Type.Literal('off')]),
	ringing: Type.Boolean(),
	display: Type.String({description: 'what its display shows: the caller ID while it rings'}),
	voice: Type.Boolean({description: 'a test voice talks into it'}),
});
export type SimulatedPhone = Static<typeof simulatedPhone>;

/** What can be done with one; keys are dialled as tones unless told. */
export const phoneAction = Type.Union([
	Type.Object({do: Type.Union([Type.Literal('lift'), Type.Literal('hang-up'), Type.Literal('flash')])}, {additionalProperties: false}),
	Type.Object({do: Type.Literal('keys'), keys: Type.String({pattern: '^[0-9A-D*#]{1,40}$'}), pulses: Type.Boolean({default: false})}, {additionalProperties: false}),
	Type.Object({do: Type.Literal('voice'), on: Type.Boolean()}, {additionalProperties: false}),
]);
export type PhoneAction = Static<typeof phoneAction>;

/** What can be reached from the outside, to show beside the phones. */
export const simulatorView = Type.Object({
	running: Type.Boolean(),
	problem: Type.String({description: 'why a part of it does not run, with what to do; may be empty'}),
	reason: reasonOrNull,
	phones: Type.Array(simulatedPhone),
	numbers: Type.Array(Type.Object({
		number: Type.String(),
		line: Type.String({description: 'by which it reaches the box, such as "FXO 1"; empty: it does not'}),
		target: Type.String({description: 'the number of the box that is reached there; empty: none'}),
		use: Type.Union([dialPlanEntry.properties.use, Type.Null()], {description: 'of that number; null: nobody has it'}),
		telephone: Type.String({description: 'of the public network, whose number it is; empty: of none'}),
	})),
});
export type SimulatorView = Static<typeof simulatorView>;
