import {loadEngine, nativeVersions as readVersions, type NativeVersions} from '../../addons/index.js';
import type {Log} from '../lib/log.js';
import {Media} from './media.js';
import {translatingErrors} from './native-error.js';

/** The media of this process, not started yet. Throws NOT_BUILT when the native part is missing or does not fit. */
export function openMedia(log: Log): Media {
	return new Media(translatingErrors(loadEngine), log);
}

/** Of the libraries within the native part. Throws NOT_BUILT as `openMedia` does. */
export function nativeVersions(): NativeVersions {
	return translatingErrors(readVersions);
}
