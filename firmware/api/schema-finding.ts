import type {ErrorObject} from 'ajv';
import {told, type Problem, type Told} from '../contract/index.js';

/** What a schema's keyword finds, as the forms of the page would tell it before anything is sent. */
export function findingOf({keyword, params, parentSchema = {}, data, instancePath}: ErrorObject): Told {
	const limit = Number(params['limit']);
	switch (keyword) {
		case 'required': return told('missing');
		case 'additionalProperties': return told('unknown-field');
		case 'const':
		case 'enum': return told('not-a-choice');
		case 'type': return typeFinding(params['type']);
		case 'format': return told('no-time');
		case 'pattern': return patternFinding(parentSchema, data, instancePath);
		case 'minLength': return parentSchema['secret'] === true && 'pattern' in parentSchema ? told('weak-password') : data === '' ? told('missing') : told('short', {n: limit});
		case 'maxLength': return told('long', {n: limit});
		case 'minimum':
		case 'maximum': return boundsFinding(parentSchema, keyword, limit);
		case 'minItems': return data instanceof Array && data.length === 0 ? told('none') : told('few', {n: limit});
		case 'maxItems': return told('many', {n: limit});
		case 'minProperties': return told('no-change');
		case 'uniqueItems': return told('twice');
		default: return told('wrong-kind');
	}
}

/** What says most where several rules are broken: an empty text is missing rather than too short, and may be none of the other kinds either. */
export function mostTelling(problems: readonly Problem[]): Told {
	const vague: readonly Told['code'][] = ['wrong-kind', 'pattern'];
	const found = problems.find(({code}) => code === 'missing') ?? problems.find(({code}) => !vague.includes(code)) ?? problems.find(({code}) => code !== 'wrong-kind') ?? problems[0];
	return found ?? told('wrong-kind');
}

function typeFinding(type: unknown): Told {
	if (type === 'integer') return told('whole');
	return told(type === 'number' ? 'no-number' : 'wrong-kind');
}

type Schema = NonNullable<ErrorObject['parentSchema']>;

/** An entry of a list is named: the page shows the list as a whole. */
function patternFinding(schema: Schema, data: unknown, path: string): Told {
	if (schema['secret'] === true) return told('weak-password');
	if (data === '') return told('missing');
	return typeof data === 'string' && /\/[0-9]+$/.test(path) ? told('line', {line: data.slice(0, 60)}) : told('pattern');
}

function boundsFinding(schema: Schema, keyword: 'minimum' | 'maximum', limit: number): Told {
	const minimum: unknown = schema['minimum'];
	const maximum: unknown = schema['maximum'];
	if (typeof minimum === 'number' && typeof maximum === 'number') return told('between', {minimum, maximum});
	return keyword === 'minimum' ? told('low', {minimum: limit}) : told('high', {maximum: limit});
}
