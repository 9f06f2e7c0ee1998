import {PartylineError, tokenInput, type NewToken, type TokenInput} from '../contract/index.js';
import type {StorePort} from './store-port.js';
import {createChecks} from './check.js';

/**
 * Makes a token as POST /tokens does, for the command line: the first one comes this way. `expiresAt` is ISO 8601, or null for never.
 * Throws INVALID_INPUT with the problems.
 */
export async function createToken(store: Pick<StorePort, 'tokens'>, input: TokenInput): Promise<NewToken> {
	const problems = createChecks()(tokenInput, 'change')(input);
	if (problems.length > 0) {
		throw new PartylineError('INVALID_INPUT', `The token is not valid: ${problems.map(({path, message}) => `${path.slice(1)} ${message}`).join('; ')}.`, {problems});
	}
	return store.tokens.create(input);
}
