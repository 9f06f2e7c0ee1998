import type {Sound} from '../call/index.js';
import type {Law} from './ports.js';

/** 0 dBm0: 1004 Hz where µ-law is at home, 1020 Hz elsewhere (ITU-T O.6). */
export const milliwatt = (law: Law): readonly Sound[] => [{frequenciesHz: [law === 'mu' ? 1004 : 1020], dbm0: 0, ms: 3_600_000}];
