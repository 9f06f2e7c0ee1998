import {formSchemas, settings} from '../../firmware/contract/index.js';
import {en, loadDictionary, type Language} from '../../webui/i18n/index.js';
import type {Page} from 'playwright-core';

/** Every text that is shown, or told to a screen reader, each as the page has it. */
const textsOnPage = `(() => {
	const found = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) found.push(walker.currentNode.textContent.trim());
	for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
		for (const name of ['aria-label', 'title', 'placeholder']) found.push((element.getAttribute(name) ?? '').trim());
	}
	return [document.title.split(' · ')[0], ...found];
})()`;

/** What schemas say of themselves, in English. */
function wordsOf(schema: unknown): string[] {
	if (typeof schema !== 'object' || schema === null) return [];
	return Object.entries(schema).flatMap(([key, value]) => (key === 'title' || key === 'description') && typeof value === 'string' ? [value] : wordsOf(value));
}

/** English texts that mean the page has none of its own: those that the other language does not use itself. */
export async function englishUnlike(language: Language): Promise<ReadonlySet<string>> {
	const {texts, words} = await loadDictionary(language);
	const own = new Set([...Object.values(texts), ...Object.values(words)]);
	const english = [...Object.values(en.texts), ...Object.values(en.words), ...wordsOf(settings), ...wordsOf(formSchemas)];
	return new Set(english.filter(text => text !== '' && !own.has(text)));
}

export async function leftovers(page: Page, english: ReadonlySet<string>): Promise<string[]> {
	const shown = await page.evaluate<string[]>(textsOnPage);
	return [...new Set(shown)].filter(text => english.has(text));
}
