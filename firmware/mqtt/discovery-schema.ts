import {Type} from '@sinclair/typebox';

const name = Type.String({pattern: '^[a-zA-Z0-9_-]+$'});
const text = Type.String({minLength: 1});
const availability = Type.Object({topic: text, value_template: Type.Optional(text)}, {additionalProperties: false});

/** An entity: each has an id of its own for good, and says when it can't be known. */
const component = Type.Object({
	platform: Type.Union([Type.Literal('sensor'), Type.Literal('binary_sensor'), Type.Literal('switch'), Type.Literal('button')]),
	unique_id: name,
	name: Type.Union([text, Type.Null()]),
	availability: Type.Array(availability, {minItems: 1}),
	availability_mode: Type.Literal('all'),
	state_topic: Type.Optional(text),
	value_template: Type.Optional(text),
	command_topic: Type.Optional(text),
	payload_on: Type.Optional(text),
	payload_off: Type.Optional(text),
	state_on: Type.Optional(text),
	state_off: Type.Optional(text),
	payload_press: Type.Optional(text),
	device_class: Type.Optional(text),
	state_class: Type.Optional(text),
	unit_of_measurement: Type.Optional(text),
	entity_category: Type.Optional(text),
	icon: Type.Optional(text),
	qos: Type.Optional(Type.Literal(1)),
}, {additionalProperties: false});

/** One device and its entities, as Home Assistant takes it from `homeassistant/device/<device>/config`. */
export const deviceDiscovery = Type.Object({
	device: Type.Object({
		identifiers: Type.Array(name, {minItems: 1}), name: text, manufacturer: text, model: text,
		sw_version: Type.Optional(text), via_device: Type.Optional(name),
	}, {additionalProperties: false}),
	origin: Type.Object({name: text, sw_version: text}, {additionalProperties: false}),
	components: Type.Record(name, component),
}, {additionalProperties: false});
