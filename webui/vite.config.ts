import {rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {defineConfig, type Plugin} from 'vite';

const source = fileURLToPath(new URL('.', import.meta.url));
const output = fileURLToPath(new URL('../build/webui', import.meta.url));

/** The folder also holds what tsc compiled for the tests, so only what the page itself wrote may be removed. */
const withoutOldAssets: Plugin = {
	name: 'without-old-assets',
	buildStart: () => rmSync(`${output}/assets`, {recursive: true, force: true}),
};

export default defineConfig({
	root: source,
	base: './',
	plugins: [withoutOldAssets],
	oxc: {jsx: {runtime: 'automatic', importSource: 'preact'}},
	build: {
		outDir: output,
		emptyOutDir: false,
		target: 'es2022',
		// A data: URL would need a hole in the page's Content-Security-Policy.
		assetsInlineLimit: 0,
		modulePreload: {polyfill: false},
	},
});
