/** The one-time code in a log-in link's fragment (`#code=…`), which no server ever sees; null if there is none. */
export function codeIn(fragment: string): string | null {
	const code = new URLSearchParams(fragment.replace(/^#/, '')).get('code');
	return code === '' ? null : code;
}
