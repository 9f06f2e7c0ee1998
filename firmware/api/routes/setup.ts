import {dialPlan, freeNumbers} from '../../call/index.js';
import {sessionView, setupInput, setupState, type SetupState} from '../../contract/index.js';
import {countryOf, languageOf, readMachine} from '../../lib/machine.js';
import type {ApiPorts} from '../ports.js';
import {json, refused, route, type Route} from '../route.js';
import {loggedIn} from '../session-answer.js';
import {setUp} from '../set-up.js';
import type {Turns} from '../turns.js';
import {readPlan} from './plan.js';

const firstExtension = '8000';
/** Once there is an admin, strangers have no business with the machine. */
const nothingToTell: SetupState = {
	needed: false, boxName: '', countries: [], cards: [],
	suggested: {country: 'us', language: 'en', timeZone: 'UTC', extension: firstExtension, addresses: []},
};

/** The first run: the one thing that a box without an admin does. */
export function setupRoutes({store, box, lines, changes, backups, inTurn}: Pick<ApiPorts, 'store' | 'box' | 'lines' | 'changes' | 'backups'> & {inTurn: Turns}): Route[] {
	return [
		route({
			method: 'get', path: '/setup', tag: 'First run', summary: 'Whether the box is to be set up, and what the answers may be', role: 'none', beforeSetUp: true,
			response: setupState,
			run: async () => json(await store.users.hasAdmin() ? {...nothingToTell, boxName: box.info().name} : {
				needed: true, boxName: box.info().name, suggested: await suggested(),
				countries: box.countries().map(({code}) => code), cards: lines.view().cards.map(({name}) => name),
			}),
		}),
		route({
			method: 'post', path: '/setup', tag: 'First run', role: 'none', beforeSetUp: true, body: setupInput, response: sessionView,
			summary: 'Set the box up, whole or not at all, and log in as its admin; once',
			run: ({body}) => inTurn(async () => {
				const result = await setUp(store, body);
				if (!result.ok) return refused(result.code, result.reason ?? result.message, result.problems);
				const {admin, conference, trunk} = result.done;
				// What was chosen last holds: a backup that still waits would undo it at the next start.
				await backups.discard();
				changes.settingsChanged(result.settings);
				changes.usersChanged();
				if (conference) changes.conferenceCreated(conference);
				if (trunk) changes.trunkChanged(trunk);
				return loggedIn(await store.sessions.create({...admin, user: admin.id}));
			}),
		}),
	];

	async function suggested(): Promise<SetupState['suggested']> {
		const machine = readMachine();
		const [plan, settings] = await Promise.all([readPlan(store), store.settings.read()]);
		const country = countryOf(machine);
		const [extension = firstExtension] = freeNumbers(new Set(dialPlan(plan).map(({number}) => number)), firstExtension, 1);
		return {
			country: box.countries().some(({code}) => code === country) && country !== undefined ? country : settings.lines.country,
			language: languageOf(machine), timeZone: machine.timeZone, extension, addresses: [...machine.addresses],
		};
	}
}
