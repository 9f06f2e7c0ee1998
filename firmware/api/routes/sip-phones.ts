import {Type} from '@sinclair/typebox';
import {conflict, dialPlan} from '../../call/index.js';
import {newSipPhone, sipPhoneInput, sipPhoneView, told, type Problem, type SipPhoneId, type SipPhoneInput, type Told} from '../../contract/index.js';
import {newPhonePassword} from '../phone-password.js';
import type {ApiPorts} from '../ports.js';
import {created, empty, json, refused, route, type Answer, type Route} from '../route.js';
import type {SipPhone, SipPhoneRefusal} from '../store-port.js';
import type {Turns} from '../turns.js';
import {idOf} from './parameters.js';
import {readPlan} from './plan.js';

export type SipPhonePorts = Pick<ApiPorts, 'store' | 'sip' | 'changes'> & {inTurn: Turns};

const params = idOf<SipPhoneId>();
const phoneChange = Type.Partial(sipPhoneInput, {additionalProperties: false, minProperties: 1});
const shortestPassword = 8;

export function sipPhoneRoutes({store, sip, changes, inTurn}: SipPhonePorts): Route[] {
	return [
		route({
			method: 'get', path: '/sip-phones', tag: 'SIP', summary: 'Phones that register, and where they can be called now', role: 'admin',
			response: Type.Array(sipPhoneView),
			run: async () => json(sip.phones()),
		}),
		route({
			method: 'post', path: '/sip-phones', tag: 'SIP', summary: 'Add a phone; its password is seen in this answer alone', role: 'admin',
			body: sipPhoneInput, response: newSipPhone,
			run: ({body}) => inTurn(async () => {
				const wished = {...body, password: body.password === '' ? newPhonePassword() : body.password};
				const refusal = await refusalOf(wished);
				if (refusal) return refusal;
				const phone = await store.sipPhones.create(wished);
				if (typeof phone === 'string') return refusals[phone];
				changes.sipPhoneChanged(phone);
				return created({...viewOf(phone), password: phone.password});
			}),
		}),
		route({
			method: 'patch', path: '/sip-phones/:id', tag: 'SIP', role: 'admin', params, body: phoneChange, response: Type.Union([newSipPhone, sipPhoneView]),
			summary: 'Change a phone; what is absent stays as it is. An empty password has the box make a new one, seen in this answer alone',
			run: ({params, body}) => inTurn(async () => {
				const old = await store.sipPhones.get(params.id);
				if (old === undefined) return missing;
				const wished = {...old, ...body, ...(body.password === '' ? {password: newPhonePassword()} : {})};
				const refusal = await refusalOf(wished, params.id);
				return refusal ?? replace(wished, body.password !== undefined);
			}),
		}),
		route({
			method: 'delete', path: '/sip-phones/:id', tag: 'SIP', summary: 'Delete a phone; it can\'t log in or be called any more', role: 'admin',
			params, response: 'empty',
			run: ({params}) => inTurn(async () => {
				if (!await store.sipPhones.delete(params.id)) return missing;
				changes.sipPhoneDeleted(params.id);
				return empty;
			}),
		}),
	];

	async function refusalOf({password, extension}: SipPhoneInput, id?: SipPhoneId): Promise<Answer | undefined> {
		if (password.length < shortestPassword) return invalid([{path: '/password', ...told('short', {n: shortestPassword})}]);
		const reason = extension === null ? undefined : conflict(dialPlan(await readPlan(store)), extension, id);
		return reason === undefined ? undefined : taken('/extension', reason);
	}

	async function replace(phone: SipPhone, isNewPassword: boolean): Promise<Answer> {
		const result = await store.sipPhones.replace(phone);
		if (result === 'not-found') return missing;
		if (result !== 'replaced') return refusals[result];
		changes.sipPhoneChanged(phone);
		return json(isNewPassword ? {...viewOf(phone), password: phone.password} : viewOf(phone));
	}

	function viewOf({id}: SipPhone) {
		return sip.phones().find(phone => phone.id === id);
	}
}

const missing = refused('NOT_FOUND', 'There is no such phone.');
const invalid = (problems: readonly Problem[]) => refused('INVALID_INPUT', 'The phone is not valid.', problems);
const taken = (path: string, why: Told) => refused('CONFLICT', why, [{path, ...why}]);
const refusals: Record<SipPhoneRefusal, Answer> = {
	'user-taken': taken('/user', told('in-use')),
	'extension-taken': taken('/extension', told('in-use')),
	'no-owner': invalid([{path: '/owner', ...told('no-user')}]),
};
