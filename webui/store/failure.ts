import type {ErrorCode} from '../../firmware/contract/index.js';

/** Why a request failed: a code of the box, or `UNREACHABLE` when no answer came at all. */
export type FailureCode = ErrorCode | 'UNREACHABLE';
export type Failure = {code: FailureCode; message: string};

/** What requests reject with. */
export class RequestFailed extends Error {
	readonly failure: Failure;

	constructor(failure: Failure, options?: ErrorOptions) {
		super(failure.message, options);
		this.name = 'RequestFailed';
		this.failure = failure;
	}
}

/** The failure in whatever was thrown; what is no failed request is thrown on. */
export function failureIn(thrown: unknown): Failure {
	if (thrown instanceof RequestFailed) return thrown.failure;
	throw thrown;
}
