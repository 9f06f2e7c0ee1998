import {existsSync} from 'node:fs';
import {constants} from 'node:os';
import {fileURLToPath} from 'node:url';
import type {NativeEngine} from './index.js';

/** Of the libraries in the addon. */
export type NativeVersions = {pjproject: string; libpri: string};

type Addon = {createEngine: () => NativeEngine; versions: () => NativeVersions};

const addonPath = fileURLToPath(new URL('partyline.node', import.meta.url));

/**
 * The engine of this process, not yet started. There is one in a process, and it starts once: for another box start another process.
 *
 * Throws an Error with `code`: NOT_BUILT when the addon is missing or doesn't fit this machine; CONFLICT when the process has an engine already.
 */
export function loadEngine(): NativeEngine {
	return requireAddon().createEngine();
}

/** Throws NOT_BUILT as `loadEngine` does. */
export function nativeVersions(): NativeVersions {
	return requireAddon().versions();
}

function requireAddon(): Addon {
	if (!existsSync(addonPath)) throw notBuilt(`The native part is not built: there is no '${addonPath}'.`);
	const addon = {exports: {} as Addon};
	try {
		// Node has an OpenSSL of its own inside; the addon must find the one that it was built with.
		process.dlopen(addon, addonPath, constants.dlopen.RTLD_NOW | constants.dlopen.RTLD_DEEPBIND);
		return addon.exports;
	} catch (error) {
		throw notBuilt(`The native part '${addonPath}' can not be loaded: ${error instanceof Error ? error.message : String(error)}.`, error);
	}
}

function notBuilt(problem: string, cause?: unknown): Error {
	const error = new Error(`${problem} Run 'sh image-build/setup.sh run', which builds it.`, {cause});
	return Object.assign(error, {code: 'NOT_BUILT'});
}
