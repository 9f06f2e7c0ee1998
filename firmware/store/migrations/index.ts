import {first} from './0001-first.js';
import {lines} from './0002-lines.js';
import {administration} from './0003-administration.js';
import {cutShort} from './0004-cut-short.js';

/** In order; the nth brings a database to `user_version` n. What was released is never changed again. */
export const migrations: readonly string[] = [first, lines, administration, cutShort];
