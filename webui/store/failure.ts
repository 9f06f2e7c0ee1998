import type {ErrorCode, Problem, Reason} from '../../firmware/contract/index.js';

/** Why a request failed: a code of the box, or `UNREACHABLE` when no answer came at all. */
export type FailureCode = ErrorCode | 'UNREACHABLE';
/** `problems`: what is wrong at which place of what was sent, as JSON Pointers. */
/** `reason`: closer than the code alone. */
export type Failure = {code: FailureCode; message: string; problems?: readonly Problem[]; reason?: Reason};

/** What came of a request. */
export type Outcome<T> = {ok: true; value: T} | {ok: false; failure: Failure};

/** What requests reject with. */
export class RequestFailed extends Error {
	readonly failure: Failure;

	constructor(failure: Failure, options?: ErrorOptions) {
		super(failure.message, options);
		this.name = 'RequestFailed';
		this.failure = failure;
	}
}

export async function outcomeOf<T>(request: Promise<T>): Promise<Outcome<T>> {
	try {
		return {ok: true, value: await request};
	} catch (error) {
		return {ok: false, failure: failureIn(error)};
	}
}

/** The failure in whatever was thrown; what is no failed request is thrown on. */
export function failureIn(thrown: unknown): Failure {
	if (thrown instanceof RequestFailed) return thrown.failure;
	throw thrown;
}
