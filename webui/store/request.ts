import type {Api} from './api.js';
import {outcomeOf, type Outcome} from './failure.js';

/**
 * Requests of pages that only list and change things: paths below `/api/v1`, parts of which the caller has encoded. None
 * rejects. `T` is what the contract says of the answer; void where there is none.
 */
export type Request = {
	get<T>(path: string): Promise<Outcome<T>>;
	post<T = void>(path: string, body?: object): Promise<Outcome<T>>;
	/** What is absent in `body` stays as it is. */
	patch<T = void>(path: string, body: object): Promise<Outcome<T>>;
	remove<T = void>(path: string): Promise<Outcome<T>>;
	/** Posts a file as it is. */
	send<T>(path: string, file: Blob, headers?: Readonly<Record<string, string>>): Promise<Outcome<T>>;
};

/** `loggedOut` is told when the box answers that nobody is logged in any more. */
export function createRequest({call, upload}: Pick<Api, 'call' | 'upload'>, loggedOut: () => void): Request {
	const noticed = <T>(outcome: Outcome<T>): Outcome<T> => {
		if (!outcome.ok && outcome.failure.code === 'NOT_LOGGED_IN') loggedOut();
		return outcome;
	};
	// The box checks what it sends against the contract; checking it again would bring the whole schema into the page.
	const ask = async <T>(method: string, path: string, body?: object): Promise<Outcome<T>> =>
		noticed(await outcomeOf(call(method, path, body) as Promise<T>));
	return {
		get: path => ask('GET', path),
		post: (path, body) => ask('POST', path, body),
		patch: (path, body) => ask('PATCH', path, body),
		remove: path => ask('DELETE', path),
		send: async <T>(path: string, file: Blob, headers = {}) => noticed(await outcomeOf(upload(path, file, headers) as Promise<T>)),
	};
}
