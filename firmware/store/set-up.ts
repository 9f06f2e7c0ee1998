import type {Conference, ConferenceId, ConferenceInput, Settings, TrunkId, TrunkInput, UserInput, UserView} from '../contract/index.js';
import {newId} from '../lib/ids.js';
import {addConference} from './conferences.js';
import type {Database} from './database.js';
import {expectValid, writeSettings} from './settings.js';
import type {Sql} from './sql.js';
import {addTrunk, type Trunk} from './trunks.js';
import {adding, hasAdmin} from './users.js';

/** What a box is before it has an admin, and what it is then given, whole. */
export type SetUpInput = {admin: UserInput; settings: Settings; conference: ConferenceInput | null; trunk: TrunkInput | null};
export type SetUpRefusal = 'set-up-already' | 'name-taken' | 'extension-taken' | 'trunk-name-taken';
export type SetUpDone = {admin: UserView; conference: Conference | null; trunk: Trunk | null};

/** Keeps all of it or nothing. Throws INVALID_INPUT when the settings are not valid. */
export async function setUp(database: Database, input: SetUpInput): Promise<SetUpDone | SetUpRefusal> {
	expectValid(input.settings);
	const addAdmin = await adding(input.admin);
	return database.write(async sql => {
		const refusal = await refusalOf(sql, input);
		if (refusal) return refusal;
		await writeSettings(sql, input.settings);
		return {
			admin: await addAdmin(sql),
			conference: input.conference && await addConference(sql, {...input.conference, id: newId<ConferenceId>()}),
			trunk: input.trunk && await addTrunk(sql, {...input.trunk, id: newId<TrunkId>()}),
		};
	});
}

async function refusalOf(sql: Sql, {admin, conference, trunk}: SetUpInput): Promise<SetUpRefusal | undefined> {
	const isThere = async (query: string, value: string) => await sql.get(query, [value]) !== undefined;
	if (await hasAdmin(sql)) return 'set-up-already';
	if (await isThere('SELECT 1 FROM users WHERE name = ?', admin.name)) return 'name-taken';
	if (conference && await isThere('SELECT 1 FROM conferences WHERE extension = ?', conference.extension)) return 'extension-taken';
	if (trunk && await isThere('SELECT 1 FROM trunks WHERE name = ?', trunk.name)) return 'trunk-name-taken';
	return undefined;
}
