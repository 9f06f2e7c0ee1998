import type {ToldCode} from '../../firmware/contract/index.js';
import {isSame, type Field, type LinesField, type NumberField} from './fields.js';

/** As the box tells it; see the contract. */
export type Problem = {path: string; message: string; code?: string; values?: Readonly<Record<string, string | number>>};
/** What is wrong with a value, before the box is asked: as the box itself would tell it. */
export type Finding = {code: ToldCode; values?: Record<string, string | number>};

/** The messages about a field, or about anything within it, by its name. */
export function problemOf(name: string, problems: readonly Problem[]): string {
	const own = problems.filter(({path}) => path === `/${name}` || path.startsWith(`/${name}/`));
	return own.map(({message}) => message).join(', ');
}

/** The problems of what was entered that is still as it was: what was changed since may be right now. */
export function stillOpen<P extends Pick<Problem, 'path'>>(problems: readonly P[], then: object, now: object): P[] {
	return problems.filter(({path}) => isSame(valueAt(then, path), valueAt(now, path)));
}

/** By a JSON Pointer (RFC 6901) of plain names. */
function valueAt(values: unknown, path: string): unknown {
	return path.split('/').slice(1).reduce((whole, name) => typeof whole === 'object' && whole !== null ? (whole as Readonly<Record<string, unknown>>)[name] : undefined, values);
}

/** The problems within a part of what was sent, with their paths from there on. */
export function problemsWithin(name: string, problems: readonly Problem[]): Problem[] {
	const start = `/${name}/`;
	return problems.filter(({path}) => path.startsWith(start)).map(problem => ({...problem, path: problem.path.slice(start.length - 1)}));
}

/** What the schema says against a value; undefined: nothing. */
export function findingOf(field: Field, value: unknown): Finding | undefined {
	switch (field.kind) {
		case 'text':
		case 'secret': return textFinding(field, value);
		case 'number': return numberFinding(field, value);
		case 'choices': return Array.isArray(value) && value.length < field.minItems ? {code: 'none'} : undefined;
		case 'lines': return linesFinding(field, value);
		case 'flag':
		case 'choice':
		case 'rows':
		case 'group': return undefined;
	}
}

type Text = {pattern: string; minLength: number; maxLength: number | undefined; emptyIsNull?: boolean};

function textFinding({pattern, minLength, maxLength, emptyIsNull}: Text, value: unknown): Finding | undefined {
	if (value === null && emptyIsNull) return undefined;
	const text = typeof value === 'string' ? value : '';
	if (text === secretDots) return undefined;
	if (text === '' && !(minLength === 0 && fits(pattern, ''))) return {code: 'missing'};
	if (text.length < minLength) return {code: 'short', values: {n: minLength}};
	if (maxLength !== undefined && text.length > maxLength) return {code: 'long', values: {n: maxLength}};
	return fits(pattern, text) ? undefined : {code: 'pattern'};
}

/** What the box shows in place of a secret; sent back, it leaves the secret as it is. */
export const secretDots = '••••••••';

function numberFinding({whole, minimum = -Infinity, maximum = Infinity, emptyIsNull}: NumberField, value: unknown): Finding | undefined {
	if (value === null && emptyIsNull) return undefined;
	if (typeof value !== 'number' || Number.isNaN(value)) return {code: 'missing'};
	if (value < minimum || value > maximum) return outOfBounds(minimum, maximum);
	return whole && !Number.isInteger(value) ? {code: 'whole'} : undefined;
}

function outOfBounds(minimum: number, maximum: number): Finding {
	if (maximum === Infinity) return {code: 'low', values: {minimum}};
	return minimum === -Infinity ? {code: 'high', values: {maximum}} : {code: 'between', values: {minimum, maximum}};
}

function linesFinding({pattern, maxItems}: LinesField, value: unknown): Finding | undefined {
	const lines = Array.isArray(value) ? value.filter(line => typeof line === 'string') : [];
	const wrong = lines.find(line => !fits(pattern, line));
	if (wrong !== undefined) return {code: 'line', values: {line: wrong}};
	return maxItems !== undefined && lines.length > maxItems ? {code: 'many', values: {n: maxItems}} : undefined;
}

function fits(pattern: string, text: string): boolean {
	return pattern === '' || new RegExp(pattern, 'u').test(text);
}
