import axe from 'axe-core';
import type {Page} from 'playwright-core';

/** What axe finds wrong with the page as it is shown now, in light and in dark: each rule with the elements that break it. */
export async function violations(page: Page): Promise<string[]> {
	const found: string[] = [];
	await page.evaluate(axe.source);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({colorScheme});
		const broken = await page.evaluate<string[]>('axe.run(document).then(({violations}) => violations.map(({id, nodes}) => id + " " + nodes.map(({target}) => target).join(", ")))');
		found.push(...broken.map(rule => `${colorScheme}: ${rule}`));
	}
	await page.emulateMedia({colorScheme: null});
	return found;
}
