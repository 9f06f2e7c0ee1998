export {Outbound, type Invited, type Inviter, type OutboundPorts, type Place} from './outbound.js';
export {waysTo, type Way} from './routing.js';
export {mayCall} from './permission.js';
export {SpendGuard, type Payer, type SpendGuardPorts, type Spent} from './spend-guard.js';
export type {Limits} from './limits.js';
export {startOfDay} from './day.js';
