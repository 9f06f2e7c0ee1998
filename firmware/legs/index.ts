export {EngineLeg, type LegFacts, type LegMedia, type LegPorts, type Signalling} from './engine-leg.js';
export {SipLegs, type LegSignal, type SipLegsPorts, type SipMedia} from './sip-legs.js';
