import {itWords} from './it-words.js';
import {it} from './it.js';
import type {Dictionary} from './text.js';

/** Fetched as one. */
export const itDictionary: Dictionary = {texts: it, words: itWords};
