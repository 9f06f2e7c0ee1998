import {Readable} from 'node:stream';
import {Type} from '@sinclair/typebox';
import {certificateInput, certificateView, logLine, systemView, told, wayBack} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {answerOf, created, json, refused, route, type Route} from '../route.js';

const logQuery = Type.Object({
	level: Type.Union(logLine.properties.level.anyOf, {default: 'info', description: 'The least.'}),
	limit: Type.Integer({minimum: 1, maximum: 2000, default: 200}),
}, {additionalProperties: false});
const factoryReset = Type.Object({boxName: Type.String({maxLength: 60, description: 'The name of the box, so that nobody does it by mistake.'})}, {additionalProperties: false});

export function systemRoutes({system, box}: Pick<ApiPorts, 'system' | 'box'>): Route[] {
	return [
		route({
			method: 'get', path: '/system', tag: 'System', summary: 'The machine: versions, storage, memory, temperature', role: 'admin',
			response: systemView,
			run: async () => json(await system.view()),
		}),
		route({
			method: 'get', path: '/system/logs', tag: 'System', summary: 'The newest lines of the log, newest first', role: 'admin',
			query: logQuery, response: Type.Array(logLine),
			run: async ({query}) => json(system.logs(query)),
		}),
		route({
			method: 'post', path: '/system/restart', tag: 'System', summary: 'Restart the box; calls end. Answers by what it is reached afterwards', role: 'admin',
			response: wayBack,
			async run() {
				const done = system.restart();
				return done.ok ? created(system.wayBack()) : answerOf(done);
			},
		}),
		route({
			method: 'post', path: '/system/factory-reset', tag: 'System', summary: 'Delete everything, and restart the box as if it were new. Answers by what it is reached afterwards', role: 'admin',
			body: factoryReset, response: wayBack,
			async run({body}) {
				const wrong = told('wrong-box-name');
				if (body.boxName !== box.info().name) return refused('INVALID_INPUT', wrong, [{path: '/boxName', ...wrong}]);
				await system.factoryReset();
				return created(system.wayBack('nothing'));
			},
		}),
	];
}

export function certificateRoutes({certificates}: Pick<ApiPorts, 'certificates'>): Route[] {
	return [
		route({
			method: 'get', path: '/certificate', tag: 'System', summary: 'The certificate that HTTPS and SIP over TLS show', role: 'admin',
			response: certificateView,
			run: async () => json(certificates.view()),
		}),
		route({
			method: 'post', path: '/certificate', tag: 'System', summary: 'Upload a certificate; HTTPS and SIP over TLS show it at once', role: 'admin',
			body: certificateInput, response: certificateView,
			async run({body}) {
				const done = await certificates.upload(body);
				return done.ok ? created(done.view) : refused('INVALID_INPUT', 'This certificate can not be used.', done.problems);
			},
		}),
		route({
			method: 'delete', path: '/certificate', tag: 'System', summary: 'Back to the certificate that the box signed itself', role: 'admin',
			response: certificateView,
			run: async () => json(await certificates.useOwn()),
		}),
		route({
			method: 'get', path: '/certificate/authority', tag: 'System', summary: 'The authority of the box, to be installed in browsers and phones', role: 'none', beforeSetUp: true,
			response: 'application/x-x509-ca-cert',
			run: async () => ({kind: 'download', name: 'partyline-authority.crt', contentType: 'application/x-x509-ca-cert', content: Readable.from([certificates.authority()])}),
		}),
	];
}
