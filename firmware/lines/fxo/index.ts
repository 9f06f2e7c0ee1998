export {FxoLine, type FxoParts} from './fxo-line.js';
export type {FxoEffect, FxoInput, FxoRules, FxoState} from './state.js';
export {step as fxoStep} from './step.js';
export {digitTones} from './digit-tones.js';
