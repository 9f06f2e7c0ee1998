/** The code of an error of a socket, of TLS or of CONNACK; undefined: it has none. */
export function errorCodeOf(error: unknown): string | number | undefined {
	if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
	return typeof error.code === 'string' || typeof error.code === 'number' ? error.code : undefined;
}
