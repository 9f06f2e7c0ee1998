import test from 'ava';
import {fxoConfig, fxsConfig, modemConfig, spanConfig} from '../../firmware/contract/index.js';
import {changesIn, fieldsOf, type Field, type FormSchema} from '../../webui/form/fields.js';
import {problemOf} from '../../webui/form/problems.js';

/** As the box sends it. */
const sent = (schema: object): FormSchema => JSON.parse(JSON.stringify(schema)) as FormSchema;
const kindsOf = (schema: object) => Object.fromEntries(fieldsOf(sent(schema)).map(({name, kind}): [string, Field['kind']] => [name, kind]));

test('the form of an outside line has a field for all that can be set', t => {
	t.deepEqual(kindsOf(fxoConfig), {
		name: 'text', enabled: 'flag', receiveGainDb: 'number', transmitGainDb: 'number', echo: 'choice', target: 'text', answerRings: 'number', callerIdKind: 'choice',
		outgoing: 'flag', digits: 'choice', dialling: 'choice', dialToneCheck: 'flag', busyTone: 'flag', silenceSeconds: 'number',
	});
});

for (const schema of [fxsConfig, fxoConfig, modemConfig, spanConfig]) {
	test(`every field of "${schema.title}" has a title, and what is fixed has no field`, t => {
		const fields = fieldsOf(sent(schema));
		t.deepEqual(fields.map(({name}) => name), Object.keys(schema.properties).filter(name => name !== 'kind'));
		for (const {name, title} of fields) t.not(title, name);
	});
}

test('bounds, choices and columns are the schema\'s', t => {
	const fields = new Map([...fieldsOf(sent(fxoConfig)), ...fieldsOf(sent(spanConfig))].map(field => [field.name, field]));
	t.like(fields.get('answerRings'), {kind: 'number', whole: true, minimum: 1, maximum: 10});
	t.like(fields.get('receiveGainDb'), {kind: 'number', whole: false, minimum: -12, maximum: 12});
	t.like(fields.get('side'), {kind: 'choice', options: ['user', 'network']});
	t.like(fields.get('target'), {kind: 'text', emptyIsNull: true, pattern: '^[0-9]{2,12}$'});
	t.like(fields.get('callerNumber'), {kind: 'text', emptyIsNull: false});
	t.like(fields.get('inboundNumbers'), {kind: 'rows', columns: [{name: 'dialled', pattern: '^[0-9]{1,20}$'}, {name: 'target'}]});
});

test('a field of a kind that the page does not know is left out', t => {
	t.deepEqual(kindsOf({properties: {colour: {type: 'rainbow'}, name: {type: 'string'}}}), {name: 'text'});
});

test('only what was changed is sent', t => {
	t.deepEqual(changesIn({name: '', rows: [{a: '1'}], on: true}, {name: 'x', rows: [{a: '1'}], on: true}), {name: 'x'});
	t.deepEqual(changesIn({rows: [{a: '1'}]}, {rows: [{a: '2'}]}), {rows: [{a: '2'}]});
});

test('what is wrong stands at its field, also when it is within it', t => {
	const problems = [{path: '/name', message: 'too long'}, {path: '/rows/0/dialled', message: 'is empty'}, {path: '/names', message: 'other'}];
	t.is(problemOf('name', problems), 'too long');
	t.is(problemOf('rows', problems), 'is empty');
	t.is(problemOf('side', problems), '');
});
