export {lineCosts} from './cost.js';
export {latencyTable} from './latency.js';
export {blockTable, tickTable} from './steadiness.js';
export {bearers} from './rig.js';
