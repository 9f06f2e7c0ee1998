import type {BanView} from '../contract/index.js';
import type {Database} from './database.js';

export type Ban = Omit<BanView, 'dropped'>;

/** Addresses whose SIP requests are dropped. */
export interface BanTable {
	/** The newest first. */
	list(): Promise<Ban[]>;
	/** Adds a ban, or replaces that of the same address. */
	put(ban: Ban): Promise<void>;
	delete(address: string): Promise<void>;
}

export function banTable(database: Database): BanTable {
	return {
		list: () => database.read.all<Ban>('SELECT address, reason, since, until FROM bans ORDER BY since DESC, address'),
		async put({address, reason, since, until}) {
			await database.write(sql => sql.run('INSERT OR REPLACE INTO bans (address, reason, since, until) VALUES (?, ?, ?, ?)', [address, reason, since, until]));
		},
		async delete(address) {
			await database.write(sql => sql.run('DELETE FROM bans WHERE address = ?', [address]));
		},
	};
}
