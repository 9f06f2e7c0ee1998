import {Ajv, type ValidateFunction} from 'ajv';
import test from 'ava';
import fc, {type Arbitrary} from 'fast-check';
import {recording} from '../store/builders.js';
import {broken, valid, type Schema} from './arbitrary.js';
import {RunningBox} from './running-box.js';

type Content = {content?: Record<string, {schema?: Schema}>};
type Documented = {
	parameters: {name: string; in: string; required: boolean; schema: Schema}[];
	requestBody?: Content;
	responses: Record<string, Content>;
};
type Document = {paths: Record<string, Record<string, Documented>>; components: {schemas: {Error: Schema}}};
type Operation = Documented & {method: string; path: string};

const runs = 400;
/** What says in its documentation that it may be: the box is not ready, or a disk or quota is full. */
const declaredFailures = [503, 507];
/** Streams that do not end, restores that are read by another process, and what ends the log-ins or the box that asks. */
const leftOut = ['GET /api/v1/events', 'GET /api/v1/backups/{id}', 'POST /api/v1/backups/restore', 'POST /api/v1/setup/restore'];
/** Each hashes a password, which takes its time on purpose. */
const slow = ['POST /api/v1/users', 'POST /api/v1/session', 'PATCH /api/v1/session/password'];
const patience = 10_000;

const documentOf = async (box: RunningBox) => (await box.ask('GET', '/api/openapi.json', {token: ''})).body as Document;
const operationsIn = ({paths}: Document): Operation[] => Object.entries(paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({...operation, method: method.toUpperCase(), path})));

type Asked = {route: string; path: string; query: Record<string, unknown>; body: unknown};

const routeOf = ({method, path}: Operation): string => `${method} ${path}`;

/** One request in any: mostly to things that there are, as it is documented or broken at one place. */
function requests(operation: Operation, ids: readonly string[]): Arbitrary<Asked> {
	const body = operation.requestBody?.content?.['application/json']?.schema;
	const anyOf = (schema: Schema) => fc.oneof({arbitrary: valid(schema), weight: 2}, {arbitrary: broken(schema), weight: 3});
	const names = operation.parameters.filter(parameter => parameter.in === 'path').map(({name}) => name);
	// A path's parts of dots alone are taken out by whoever sends it.
	const place = fc.oneof({arbitrary: fc.constantFrom(...ids), weight: 4}, {arbitrary: fc.string({minLength: 1, maxLength: 80}).filter(id => !/^\.+$/.test(id)), weight: 1});
	const query = operation.parameters.filter(parameter => parameter.in === 'query');
	return fc.record({
		route: fc.constant(routeOf(operation)),
		path: fc.tuple(...names.map(() => place)).map(values => names.reduce((path, name, index) => path.replace(`{${name}}`, encodeURIComponent(values[index] ?? '')), operation.path)),
		query: fc.record(Object.fromEntries(query.map(({name, schema}) => [name, anyOf(schema)])), {requiredKeys: query.filter(({required}) => required).map(({name}) => name), noNullPrototype: true}),
		body: body ? anyOf(body) : fc.constant(undefined),
	});
}

async function perform(box: RunningBox, {route, path, query, body}: Asked) {
	const [method = ''] = route.split(' ');
	const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
	const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer came')), patience).unref());
	const withBody = body === undefined || method === 'GET' ? {} : {raw: JSON.stringify(body)};
	return Promise.race([box.ask(method, `${path}${search.size > 0 ? `?${search}` : ''}`, withBody), late]);
}

const fail = (why: string): never => {
	throw new Error(why);
};

/** Everything that has an id has one that is asked for. */
async function furnish(box: RunningBox): Promise<string[]> {
	const made = await Promise.all([
		box.ask('POST', '/conferences', {body: {kind: 'static', extension: '8000'}}), box.ask('POST', '/routes', {body: {prefix: '0', class: 'external', via: {kind: 'lines', of: 'fxo'}}}),
		box.ask('POST', '/trunks', {body: {name: 'Provider', kind: 'address', host: 'sip.example'}}), box.ask('POST', '/sip-phones', {body: {name: 'Desk', user: 'desk'}}),
	]);
	await box.store.recordings.put(recording('rec1'));
	return [...made.map(({status, body, text}) => status === 201 ? (body as {id: string}).id : fail(text)), 'rec1', 'room1', 'leg1', 'line1', 'pri1', 'handset-1', '8000', '192.0.2.1', 'nobody'];
}

test('whatever is asked of the API as it is documented, or nearly so, it answers as documented and never fails', async t => {
	const box = await RunningBox.start(t);
	const ids = await furnish(box);
	const document = await documentOf(box);
	const operations = operationsIn(document).filter(operation => !leftOut.includes(routeOf(operation)));
	const byRoute = new Map(operations.map(operation => [routeOf(operation), operation]));
	const ajv = new Ajv({strict: false, formats: {'date-time': /^\d{4}-\d\d-\d\dT/}});
	const isError = ajv.compile(document.components.schemas.Error);
	const checks = new Map<Schema, ValidateFunction>();
	const checkOf = (schema: Schema) => checks.get(schema) ?? checks.set(schema, ajv.compile(schema)).get(schema);
	const weighted = operations.map(operation => ({arbitrary: requests(operation, ids), weight: slow.includes(routeOf(operation)) ? 1 : 4}));
	const statuses = new Map<number, number>();
	// The seed of a run that fails is in what is thrown; `seed` and `path` of fc.assert repeat it.
	await fc.assert(fc.asyncProperty(fc.oneof(...weighted), async asked => {
		const {status, body, text} = await perform(box, asked);
		statuses.set(status, (statuses.get(status) ?? 0) + 1);
		if (status >= 500 && !declaredFailures.includes(status)) throw new Error(`${status}: ${text}\n${box.logged.slice(-3).join('')}`);
		if (status >= 400) {
			if (!isError(body)) throw new Error(`an error that is none as documented: ${text}`);
			return;
		}
		const documented = byRoute.get(asked.route)?.responses[String(status)];
		if (!documented) throw new Error(`the status ${status} is not documented`);
		const schema = documented.content?.['application/json']?.schema;
		const check = schema && checkOf(schema);
		if (check && !check(body)) throw new Error(`not as documented: ${ajv.errorsText(check.errors)}: ${text.slice(0, 300)}`);
	}), {numRuns: runs, endOnFailure: true, includeErrorInReport: true});
	t.log(Object.fromEntries(statuses));
	// It is no test of refusals alone.
	t.true([...statuses].filter(([status]) => status < 300).reduce((sum, [, count]) => sum + count, 0) > runs / 10, JSON.stringify([...statuses]));
	t.deepEqual(box.logged.filter(line => line.includes('a request failed')), []);
});
