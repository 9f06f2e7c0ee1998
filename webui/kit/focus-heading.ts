/** To the page's heading with the keyboard and the screen reader, when what they stood on is gone; the page is not scrolled. */
export function focusHeading(): void {
	const target = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main');
	if (target && target.tabIndex < 0) target.tabIndex = -1;
	target?.focus({preventScroll: true});
}
