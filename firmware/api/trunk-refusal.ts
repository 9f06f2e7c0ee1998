import {dialPlan} from '../call/index.js';
import {trunkInputProblems, type TrunkInput} from '../contract/index.js';
import type {Refusal} from './error-answer.js';
import {readPlan} from './routes/plan.js';
import type {StorePort} from './store-port.js';

const message = 'The trunk is not valid.';

/** Why a trunk can't be as it is wanted, beside what its schema says. `coming`: numbers that there will be with it. */
export async function trunkRefusal(store: StorePort, trunk: TrunkInput, coming: readonly string[]): Promise<Refusal | undefined> {
	const problems = trunkInputProblems(trunk);
	if (problems.length > 0) return {code: 'INVALID_INPUT', message, problems};
	const {number} = trunk;
	if (number === '' || coming.includes(number) || (await answeredNumbers(store)).includes(number)) return undefined;
	return {code: 'INVALID_INPUT', message, problems: [{path: '/number', message: `No conference and no portal has the number ${number}.`}]};
}

/** Where a caller from outside can get: a telephone can be called by the box alone. */
async function answeredNumbers(store: StorePort): Promise<string[]> {
	return dialPlan(await readPlan(store)).filter(({use}) => use !== 'handset' && use !== 'phone').map(({number}) => number);
}
