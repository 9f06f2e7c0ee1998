import {Type} from '@sinclair/typebox';
import {conflict, dialPlan} from '../../call/index.js';
import {
	fxoConfig, fxsConfig, lineConfig, lineFigures, linesView, lineTest, lineTestResult, lineView, modemConfig, spanConfig, spanView, told,
	type LineConfig, type LineId, type Problem, type SpanId, type Told,
} from '../../contract/index.js';
import type {Check} from '../check.js';
import type {ApiPorts, Done} from '../ports.js';
import {json, refused, refusedAs, route, type Answer, type Route} from '../route.js';
import type {Turns} from '../turns.js';
import {idOf} from './parameters.js';
import {readPlan} from './plan.js';

export type LinePorts = Pick<ApiPorts, 'store' | 'changes' | 'lines'> & {inTurn: Turns; checkLine: Check};

const line = idOf<LineId>();
const span = idOf<SpanId>();
const changeable = Type.Object({...modemConfig.properties, ...fxoConfig.properties, ...fxsConfig.properties});
const lineChange = Type.Partial(Type.Omit(changeable, ['kind']), {additionalProperties: false, minProperties: 1});
const spanChange = Type.Partial(spanConfig, {additionalProperties: false, minProperties: 1});

export function lineRoutes(ports: LinePorts): Route[] {
	return [...readingRoutes(ports), ...changingRoutes(ports), testRoute(ports)];
}

function readingRoutes({lines}: LinePorts): Route[] {
	return [
		route({
			method: 'get', path: '/lines', tag: 'Lines', summary: 'Cards, spans and lines, and how they do', role: 'user',
			response: linesView,
			run: async () => json(lines.view()),
		}),
		route({
			method: 'get', path: '/lines/schema', tag: 'Lines', summary: 'JSON Schemas of the set-ups of lines and spans, for forms', role: 'user',
			response: Type.Unknown(),
			run: async () => json({line: lineConfig, span: spanConfig}),
		}),
		route({
			method: 'get', path: '/lines/:id/figures', tag: 'Lines', summary: 'Levels, echo and clock of a line, measured now', role: 'user',
			params: line, response: lineFigures,
			async run({params}) {
				const figures = lines.figures(params.id);
				return figures === undefined ? refused('NOT_FOUND', told('nothing-measured')) : json(figures);
			},
		}),
	];
}

function changingRoutes(ports: LinePorts): Route[] {
	const {store, changes, lines, inTurn} = ports;
	return [
		route({
			method: 'patch', path: '/lines/:id', tag: 'Lines', role: 'admin', params: line, body: lineChange, response: lineView,
			summary: 'Set up a line; what is absent stays as it is. What can\'t be done during a call is done after it',
			run: ({params: {id}, body}) => inTurn(async () => {
				const config = lines.view().lines.find(candidate => candidate.id === id)?.config;
				if (!config) return noLine;
				const merged: LineConfig = {...config, ...body};
				const refusal = await refusalOf(merged, id, ports);
				if (refusal) return refusal;
				if (await store.lines.put(id, merged) === 'extension-taken') return taken(told('in-use'));
				return changed(changes.lineChanged(id, merged), () => lines.view().lines.find(candidate => candidate.id === id));
			}),
		}),
		route({
			method: 'patch', path: '/spans/:id', tag: 'Lines', role: 'admin', params: span, body: spanChange, response: spanView,
			summary: 'Set up a span; what is absent stays as it is. What can\'t be done during a call is done after it',
			run: ({params: {id}, body}) => inTurn(async () => {
				const config = lines.view().spans.find(candidate => candidate.id === id)?.config;
				if (!config) return refused('NOT_FOUND', 'There is no such span, or its lines are set up one by one.');
				const merged = {...config, ...body};
				await store.spans.put(id, merged);
				return changed(changes.spanChanged(id, merged), () => lines.view().spans.find(candidate => candidate.id === id));
			}),
		}),
	];
}

function testRoute({lines}: LinePorts): Route {
	return route({
		method: 'post', path: '/lines/:id/tests', tag: 'Lines', role: 'admin', params: line, body: lineTest, response: lineTestResult,
		summary: 'Try something on a line that is not in use; `stop` ends what runs',
		async run({params, body}) {
			const tested = await lines.test(params.id, body.action);
			return tested.ok ? {kind: 'json', status: 201, body: tested.result} : refusedAs(tested);
		},
	});
}

async function refusalOf(config: LineConfig, id: LineId, {store, checkLine}: LinePorts): Promise<Answer | undefined> {
	const problems = checkLine(config);
	if (problems.length > 0) return invalid(problems);
	const plan = dialPlan(await readPlan(store));
	if (config.kind === 'fxs') {
		const reason = config.extension === null ? undefined : conflict(plan, config.extension, id);
		return reason === undefined ? undefined : taken(reason);
	}
	const isReached = config.target === null || plan.some(({number, use}) => number === config.target && use !== 'handset' && use !== 'phone');
	return isReached ? undefined : invalid([{path: '/target', ...told('nobody-answers', {number: config.target ?? ''})}]);
}

const noLine = refused('NOT_FOUND', 'There is no such line, or it is set up with its span.');
const taken = (why: Told) => refused('CONFLICT', why, [{path: '/extension', ...why}]);
const invalid = (problems: readonly Problem[]) => refused('INVALID_INPUT', 'This set-up is not valid.', problems);

function changed(done: Done, view: () => unknown): Answer {
	return done.ok ? json(view()) : refusedAs(done);
}
