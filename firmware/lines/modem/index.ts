export {AtReader, type AtItem} from './at-reader.js';
export {callerIdOf, type CallerIdPart} from './caller-id.js';
export {dialogue, type DialogueEffect, type DialogueInput, type DialogueState, type Outcome} from './dialogue.js';
export {ModemCard} from './modem-card.js';
export {modelOf, type Model} from './models.js';
export {afterAnswer, commandOf, firstSetUp} from './set-up.js';
export type {ModemEffect, ModemInput, ModemRules, ModemState} from './state.js';
export {step as modemStep} from './step.js';
