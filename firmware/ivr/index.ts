export {mostDigits, stepEntry, type EntryInput, type EntryState, type EntryStep} from './entry.js';
export type {Claim, DynamicNumbers, IvrPorts} from './ports.js';
export {ivrStage} from './stage.js';
export {PinThrottle} from './throttle.js';
