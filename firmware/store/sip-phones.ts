import type {SipBinding, SipPhoneId, SipPhoneInput} from '../contract/index.js';
import {newId} from '../lib/ids.js';
import type {Database} from './database.js';
import {constraintOf, type SqlValue} from './sql.js';

export type SipPhone = SipPhoneInput & {id: SipPhoneId};
export type PhoneBinding = SipBinding & {phone: SipPhoneId};
export type SipPhoneRefusal = 'user-taken' | 'extension-taken' | 'no-owner';

/** Phones that register, with their passwords, and where they can be called. */
export interface SipPhoneTable {
	/** By name. */
	list(): Promise<SipPhone[]>;
	get(id: SipPhoneId): Promise<SipPhone | undefined>;
	create(input: SipPhoneInput): Promise<SipPhone | SipPhoneRefusal>;
	/** Replaces all of it but the id. */
	replace(phone: SipPhone): Promise<'replaced' | 'not-found' | SipPhoneRefusal>;
	/** False when there was none. Its bindings go too. */
	delete(id: SipPhoneId): Promise<boolean>;
	bindings(): Promise<PhoneBinding[]>;
	/** Adds a binding, or replaces that of the same contact. One of a phone that was deleted is not kept. */
	putBinding(binding: PhoneBinding): Promise<void>;
	removeBinding(phone: SipPhoneId, contact: string): Promise<void>;
}

const select = 'SELECT id, name, user, password, extension, owner FROM sip_phones';
const putBinding = `INSERT OR REPLACE INTO sip_bindings (phone, contact, address, transport, user_agent, expires_at)
	SELECT id, ?, ?, ?, ?, ? FROM sip_phones WHERE id = ?`;

export function sipPhoneTable(database: Database): SipPhoneTable {
	return {
		list: () => database.read.all<SipPhone>(`${select} ORDER BY name, user`),
		get: id => database.read.get<SipPhone>(`${select} WHERE id = ?`, [id]),
		async create(input) {
			const phone = {...input, id: newId<SipPhoneId>()};
			return refusing(async () => {
				await database.write(sql => sql.run('INSERT INTO sip_phones (name, user, password, extension, owner, id) VALUES (?, ?, ?, ?, ?, ?)', valuesOf(phone)));
				return phone;
			});
		},
		async replace(phone) {
			const update = 'UPDATE sip_phones SET name = ?, user = ?, password = ?, extension = ?, owner = ? WHERE id = ?';
			return refusing(async () => await database.write(sql => sql.run(update, valuesOf(phone))) === 0 ? 'not-found' : 'replaced');
		},
		async delete(id) {
			return await database.write(sql => sql.run('DELETE FROM sip_phones WHERE id = ?', [id])) > 0;
		},
		bindings: () => database.read.all<PhoneBinding>(
			'SELECT phone, contact, address, transport, user_agent AS userAgent, expires_at AS expiresAt FROM sip_bindings ORDER BY phone, contact',
		),
		async putBinding({phone, contact, address, transport, userAgent, expiresAt}) {
			await database.write(sql => sql.run(putBinding, [contact, address, transport, userAgent, expiresAt, phone]));
		},
		async removeBinding(phone, contact) {
			await database.write(sql => sql.run('DELETE FROM sip_bindings WHERE phone = ? AND contact = ?', [phone, contact]));
		},
	};
}

async function refusing<T>(work: () => Promise<T>): Promise<T | SipPhoneRefusal> {
	try {
		return await work();
	} catch (error) {
		const constraint = constraintOf(error);
		if (constraint === undefined) throw error;
		if (constraint.includes('FOREIGN KEY')) return 'no-owner';
		return constraint.includes('extension') ? 'extension-taken' : 'user-taken';
	}
}

const valuesOf = ({name, user, password, extension, owner, id}: SipPhone): SqlValue[] => [name, user, password, extension, owner, id];
