export {EngineLeg, type LegFacts, type LegMedia, type LegPorts, type Signalling} from './engine-leg.js';
export type {SipTarget} from './outgoing.js';
export {SipLegs, type LegSignal, type Origin, type Party, type SipCall, type SipLegsPorts, type SipMedia} from './sip-legs.js';
export {stepFork, type ForkEffect, type ForkInput, type ForkState} from './fork.js';
