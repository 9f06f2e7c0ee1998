import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vite';
import {precompress} from './precompress.js';

export default defineConfig({
	root: fileURLToPath(new URL('.', import.meta.url)),
	plugins: [precompress()],
	oxc: {jsx: {runtime: 'automatic', importSource: 'preact'}},
	build: {
		outDir: fileURLToPath(new URL('../build/page', import.meta.url)),
		emptyOutDir: true,
		target: 'es2022',
		// A data: URL would need a hole in the page's Content-Security-Policy.
		assetsInlineLimit: 0,
		modulePreload: {polyfill: false},
		// What the page takes of the contract is plain data; its schemas, and TypeBox with them, stay out.
		rolldownOptions: {treeshake: {moduleSideEffects: [{test: /firmware\/contract|@sinclair\/typebox/, sideEffects: false}]}},
	},
});
