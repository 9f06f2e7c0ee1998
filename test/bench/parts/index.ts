import type {BenchOptions} from '../options.js';
import {watchArrivals} from './arrivals.js';
import {compareCodecs} from './codecs.js';
import {compareTargets} from './comparison.js';
import {showGrowth} from './growth.js';
import {watchIdle} from './idle.js';
import {measureLines} from './lines.js';
import {measureMqtt} from './mqtt.js';
import {measurePage} from './page.js';

/** A part answers with its sections in Markdown; with none when it is not wanted. */
export type Part = (options: BenchOptions) => Promise<string[]>;

export const parts: readonly Part[] = [compareTargets, showGrowth, compareCodecs, watchArrivals, watchIdle, measureLines, measurePage, measureMqtt];
