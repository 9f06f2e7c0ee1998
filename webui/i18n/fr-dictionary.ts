import {frWords} from './fr-words.js';
import {fr} from './fr.js';
import type {Dictionary} from './text.js';

/** Fetched as one. */
export const frDictionary: Dictionary = {texts: fr, words: frWords};
