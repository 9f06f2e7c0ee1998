import type {Page} from 'playwright-core';

/** Whatever can be pressed or filled in and is shown; of radio buttons the one that is chosen, as a browser has it. */
const watchFocus = `(() => {
	const selector = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
	const isShown = element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length > 0;
	const isMeant = element => !element.disabled && element.tabIndex >= 0 && isShown(element) && !(element.type === 'radio' && !element.checked);
	window.tabbing = {wanted: [...document.querySelectorAll(selector)].filter(isMeant), reached: new Set(), unseen: []};
	document.addEventListener('focusin', ({target}) => {
		window.tabbing.reached.add(target);
		const shown = target.closest('.toggle, .choice, label') ?? target;
		const isMarked = [target, shown, ...shown.querySelectorAll('*')].some(one => {
			const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(one);
			return outlineStyle !== 'none' && outlineWidth !== '0px' || boxShadow !== 'none' && one.matches(':focus-visible, :focus-within');
		});
		if (!isMarked) window.tabbing.unseen.push(target);
	});
	document.activeElement?.blur();
	// A date has a stop for each of its parts, and one for its calendar.
	return window.tabbing.wanted.length + 3 * document.querySelectorAll('input[type=date]').length;
})()`;

const outcome = `(() => {
	const named = element => element.outerHTML.slice(0, 120);
	const {wanted, reached, unseen} = window.tabbing;
	return {unreached: wanted.filter(element => element.isConnected && !reached.has(element)).map(named), unseen: unseen.map(named)};
})()`;

export type Tabbing = {unreached: string[]; unseen: string[]};

/** Goes through the page by Tab alone: what could not be reached, and what did not show that it had the focus. */
export async function tabThrough(page: Page): Promise<Tabbing> {
	const stops = await page.evaluate<number>(watchFocus);
	for (let n = 0; n < stops + 3; n++) await page.keyboard.press('Tab');
	return await page.evaluate<Tabbing>(outcome);
}
