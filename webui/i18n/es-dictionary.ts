import {esWords} from './es-words.js';
import {es} from './es.js';
import type {Dictionary} from './text.js';

/** Fetched as one. */
export const esDictionary: Dictionary = {texts: es, words: esWords};
