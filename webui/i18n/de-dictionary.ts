import {deWords} from './de-words.js';
import {de} from './de.js';
import type {Dictionary} from './text.js';

/** Fetched as one. */
export const deDictionary: Dictionary = {texts: de, words: deWords};
