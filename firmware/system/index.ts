export {LogRing, type LogFilter} from './log-ring.js';
export {finishFactoryReset} from './factory-reset.js';
export {System, type SystemParts} from './system.js';
