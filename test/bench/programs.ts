import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** The project's root; this file runs from build/test/bench. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const sources = `${root}test/bench/`;
const build = `${root}build/bench`;

const native = `${root}build/native`;

export const programs = {load: `${build}/load`, reflector: `${build}/reflector`, lines: `${native}/lines/partyline_lines_bench`};

/** Builds the load generator, the reflector and the lines' own bench; quick when nothing changed. Throws with the compiler's output. */
export function buildPrograms(): void {
	perform('cmake', ['-S', sources, '-B', build]);
	perform('cmake', ['--build', build, '-j2']);
	perform('cmake', ['--build', native, '-j2', '--target', 'partyline_lines_bench']);
}

function perform(command: string, words: readonly string[]): void {
	const {status, stdout, stderr, error} = spawnSync(command, words, {encoding: 'utf8'});
	if (error !== undefined) throw new Error(`${command} can't be run: ${error.message}`);
	if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed:\n${stdout}${stderr}`);
}
