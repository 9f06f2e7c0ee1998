export type {LegMedia} from './sip-leg.js';
export {SipLegs, type LegSignal, type SipLegsPorts} from './sip-legs.js';
