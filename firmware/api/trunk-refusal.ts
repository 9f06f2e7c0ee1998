import {X509Certificate} from 'node:crypto';
import {dialPlan} from '../call/index.js';
import {told, trunkInputProblems, type Problem, type TrunkInput} from '../contract/index.js';
import type {Refusal} from './error-answer.js';
import {readPlan} from './routes/plan.js';
import type {StorePort} from './store-port.js';

const message = 'The trunk is not valid.';

/** Why a trunk can't be as it is wanted, beside what its schema says. `coming`: numbers that there will be with it. */
export async function trunkRefusal(store: StorePort, trunk: TrunkInput, coming: readonly string[]): Promise<Refusal | undefined> {
	const problems = [...trunkInputProblems(trunk), ...authorityProblems(trunk.authority)];
	if (problems.length > 0) return {code: 'INVALID_INPUT', message, problems};
	const {number} = trunk;
	if (number === '' || coming.includes(number) || (await answeredNumbers(store)).includes(number)) return undefined;
	return {code: 'INVALID_INPUT', message, problems: [{path: '/number', ...told('nobody-answers', {number})}]};
}

function authorityProblems(authority: string): Problem[] {
	const pems = authority.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
	if (authority.trim() !== '' && pems.length === 0) return [{path: '/authority', ...told('no-certificate')}];
	return pems.flatMap((pem, index) => isCertificate(pem) ? [] : [{path: '/authority', ...told('certificate-damaged', {n: index + 1})}]);
}

function isCertificate(pem: string): boolean {
	try {
		return new X509Certificate(pem).publicKey.type === 'public';
	} catch {
		// Which one it is says more than why.
		return false;
	}
}

/** Where a caller from outside can get: a telephone can be called by the box alone. */
async function answeredNumbers(store: StorePort): Promise<string[]> {
	return dialPlan(await readPlan(store)).filter(({use}) => use !== 'handset' && use !== 'phone').map(({number}) => number);
}
