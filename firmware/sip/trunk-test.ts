import type {TrunkProblem, TrunkTestResult, TrunkTestStep} from '../contract/index.js';
import type {Answered, TrunkSignal} from './ports.js';
import type {ServerName} from './server-names.js';
import type {TrunkSetUp} from './trunk.js';
import {certificateProblem, problemOf, sentenceOf} from './trunk-problem.js';
import {hostOf} from './uris.js';

export type TrunkTestPorts = {
	resolve(name: ServerName): Promise<readonly string[]>;
	probe(): Promise<Answered>;
	/** What came of a registration that begins now; undefined when it took too long. */
	register(): Promise<TrunkSignal | undefined>;
};

/** Tries a trunk step by step, without calling anybody: the name, whether the server answers at all, and the log-in. */
export async function testTrunk(trunk: TrunkSetUp, ports: TrunkTestPorts): Promise<TrunkTestResult> {
	const host = hostOf(trunk.outboundProxy === '' ? trunk.host : trunk.outboundProxy);
	const addresses = [...await ports.resolve({host, nameServer: trunk.nameServer})];
	const name = nameStep(trunk, addresses);
	if (!name.ok) return {ok: false, steps: [name]};
	const steps = trunk.kind === 'register' ? await tryRegistration(trunk, addresses, ports) : [reachStep(trunk, addresses, await ports.probe())];
	return {ok: steps.every(({ok}) => ok), steps: [name, ...steps]};
}

/** Many servers answer OPTIONS of nobody that they know; then the registration shows that they are there. */
async function tryRegistration(trunk: TrunkSetUp, addresses: string[], ports: TrunkTestPorts): Promise<TrunkTestStep[]> {
	const [told, probed] = await Promise.all([ports.register(), ports.probe()]);
	const answer = isAnswer(probed) || told === undefined || told.state === 'unreachable' ? probed : {...probed, status: told.status, reason: told.reason, ms: null};
	const reach = reachStep(trunk, addresses, {...answer, certificate: told?.certificate || probed.certificate});
	return reach.ok ? [reach, logInStep(trunk, told)] : [reach];
}

function nameStep(trunk: TrunkSetUp, addresses: string[]): TrunkTestStep {
	const problem = addresses.length === 0 ? 'name-unknown' : null;
	const finding = problem ? sentenceOf(problem, {...trunk, status: null, reason: ''}) : `${hostOf(trunk.host)} is ${addresses.join(', ')}.`;
	return step('name', {problem, finding, addresses});
}

function reachStep(trunk: TrunkSetUp, addresses: string[], {status, reason, ms, certificate}: Omit<Answered, 'ms'> & {ms: number | null}): TrunkTestStep {
	const problem = certificateProblem(certificate) ?? (isAnswer({status}) ? null : 'no-answer');
	if (problem !== null) return step('reach', {problem, finding: sentenceOf(problem, {...trunk, status, reason}), addresses, status});
	const took = ms === null ? '' : ` in ${Math.max(1, Math.round(ms))} ms`;
	return step('reach', {problem: null, finding: `${trunk.host} answers${took}.`, addresses, status, ms});
}

function logInStep(trunk: TrunkSetUp, told: TrunkSignal | undefined): TrunkTestStep {
	if (told?.state === 'registered') return step('log-in', {problem: null, finding: 'The log-in is taken; the box is registered.', status: told.status});
	const status = told?.status ?? 408;
	const problem = problemOf(status) ?? 'refused';
	return step('log-in', {problem, finding: sentenceOf(problem, {...trunk, status, reason: told?.reason ?? ''}), status});
}

const isAnswer = ({status}: {status: number}): boolean => status !== 408;

type Found = {problem: TrunkProblem | null; finding: string; addresses?: string[]; ms?: number | null; status?: number | null};

function step(name: TrunkTestStep['name'], {problem, finding, addresses = [], ms = null, status = null}: Found): TrunkTestStep {
	return {name, ok: problem === null, problem, finding, addresses, ms, status};
}
