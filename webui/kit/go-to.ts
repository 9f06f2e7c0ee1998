/** Goes to another page, as a link to `path` would. */
export function goTo(path: string): void {
	history.pushState(null, '', path);
	// Who follows the address bar hears of its ways back only.
	dispatchEvent(new PopStateEvent('popstate'));
}
