import {PartylineError, settingsProblems, setupInput, told, userChange, type Problem, type Settings, type SetupInput} from '../contract/index.js';
import {createChecks} from './check.js';
import {conferenceRefusal, takenExtension} from './conference-refusal.js';
import type {Refusal} from './error-answer.js';
import type {SetUpDone, SetUpRefusal, StorePort} from './store-port.js';
import {trunkRefusal} from './trunk-refusal.js';

export type SetUpResult = {ok: true; done: SetUpDone; settings: Settings} | ({ok: false} & Refusal);

/** Where the problems of a setting stand that the first run asks for. */
const fields: Readonly<Record<string, string>> = {'/box/name': '/boxName', '/box/language': '/language', '/box/timeZone': '/timeZone', '/lines/country': '/country', '/network/access': '/access'};

/** Makes a box of an empty one: settings, the first admin, conference and trunk, all of it or nothing. The input's schema was checked before. */
export async function setUp(store: StorePort, input: SetupInput): Promise<SetUpResult> {
	if (await store.users.hasAdmin()) return {ok: false, ...refusals['set-up-already']};
	const settings = settingsOf(await store.settings.read(), input);
	const refusal = await refusalOf(store, settings, input);
	if (refusal) return {ok: false, ...refusal};
	const {adminName, password, conference, trunk} = input;
	const done = await store.setUp({admin: {name: adminName, password, role: 'admin'}, settings, conference, trunk});
	return typeof done === 'string' ? {ok: false, ...refusals[done]} : {ok: true, done, settings};
}

/** The same for the command line. Throws INVALID_INPUT or CONFLICT, naming the fields. */
export async function setUpByCommand(store: StorePort, input: object): Promise<void> {
	const whole = {...input};
	const problems = createChecks()(setupInput, 'body')(whole);
	if (problems.length > 0) throw refusalError('INVALID_INPUT', problems);
	const result = await setUp(store, whole as SetupInput);
	if (!result.ok) throw result.problems.length > 0 ? refusalError(result.code, result.problems) : new PartylineError(result.code, result.message);
}

/** Sets the password of the user of this name, in any case. Throws NOT_FOUND, or INVALID_INPUT for one that the policy refuses. */
export async function changePasswordByCommand({users}: Pick<StorePort, 'users'>, name: string, password: string): Promise<void> {
	const user = (await users.list()).find(candidate => candidate.name.toLowerCase() === name.toLowerCase());
	if (!user) throw new PartylineError('NOT_FOUND', `There is no user "${name}".`);
	const problems = createChecks()(userChange, 'change')({password});
	if (problems.length > 0) throw new PartylineError('INVALID_INPUT', `The password ${problems.map(({message}) => message).join(', ')}.`, {problems});
	await users.change(user.id, {password});
}

function refusalError(code: Refusal['code'], problems: readonly Problem[]): PartylineError {
	return new PartylineError(code, `The box can not be set up so: ${problems.map(({path, message}) => `${path.slice(1)} ${message}`).join('; ')}`, {problems});
}

function settingsOf(old: Settings, {boxName, country, language, timeZone, access}: SetupInput): Settings {
	return {...old, box: {...old.box, name: boxName, language, timeZone}, lines: {...old.lines, country}, network: {...old.network, access}};
}

async function refusalOf(store: StorePort, settings: Settings, {conference, trunk}: SetupInput): Promise<Refusal | undefined> {
	const problems = settingsProblems(settings).map(problem => ({...problem, path: fields[problem.path] ?? problem.path}));
	if (problems.length > 0) return {code: 'INVALID_INPUT', message: 'These settings are not valid.', problems};
	const ofConference = conference && await conferenceRefusal(store, conference);
	if (ofConference) return below('/conference', ofConference);
	const ofTrunk = trunk && await trunkRefusal(store, trunk, conference ? [conference.extension] : []);
	return ofTrunk ? below('/trunk', ofTrunk) : undefined;
}

const below = (place: string, {problems, ...refusal}: Refusal): Refusal => ({...refusal, problems: problems.map(problem => ({...problem, path: place + problem.path}))});

const takenAt = (path: string): Refusal => ({code: 'CONFLICT', message: told('in-use').message, problems: [{path, ...told('in-use')}]});
const refusals: Record<SetUpRefusal, Refusal> = {
	'set-up-already': {code: 'CONFLICT', message: told('set-up-already').message, reason: told('set-up-already'), problems: []},
	'name-taken': takenAt('/adminName'),
	'extension-taken': below('/conference', takenExtension(told('in-use'))),
	'trunk-name-taken': takenAt('/trunk/name'),
};
