export {Metrics} from './metrics.js';
export {Readiness, type ReadinessPorts} from './readiness.js';
export type {MetricSources} from './sources.js';
