import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';
import type {Plugin} from 'vite';

/** Puts a Brotli and a gzip file beside each asset, so that the box need not compress anything while it mixes. */
export function precompress(): Plugin {
	let folder = '';
	return {
		name: 'precompress',
		apply: 'build',
		writeBundle: ({dir = ''}) => {
			folder = join(dir, 'assets');
		},
		closeBundle: () => {
			for (const name of readdirSync(folder).filter(file => /\.(js|css|svg)$/.test(file))) compress(join(folder, name));
		},
	};
}

function compress(path: string): void {
	const content = readFileSync(path);
	writeFileSync(`${path}.br`, brotliCompressSync(content, {params: {[constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY}}));
	writeFileSync(`${path}.gz`, gzipSync(content, {level: constants.Z_BEST_COMPRESSION}));
}
