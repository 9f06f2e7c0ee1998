export type {Ask, Destination, HangUpDestination, IvrDestination, RoomDestination, Stage} from './destination.js';
export {askFor, conflict, dialPlan, handsetsOf, resolve, sipHandsetsOf, type Handset, type SipHandset, type Plan, type Resolution} from './dial-plan.js';
export {DigitQueue, type NextDigit} from './digit-queue.js';
export type {Caller, Dialler, Leg, LegEnd, LegEvent, OutgoingCall, Sound} from './leg.js';
export {Calls, type Account, type CallsPorts, type RunningCall} from './calls.js';
export {CallOrders} from './orders.js';
export {runCall, type CallStages} from './run-call.js';
export {freeNumbers} from './free-numbers.js';
