export {FxsLine, type FxsParts} from './fxs-line.js';
export type {FxsEffect, FxsInput, FxsRules, FxsState} from './state.js';
export {step as fxsStep} from './step.js';
