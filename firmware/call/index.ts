export type {Ask, Destination, HangUpDestination, IvrDestination, RoomDestination, Stage} from './destination.js';
export {askFor, conflict, dialPlan, handsetsOf, resolve, type Handset, type Plan, type Resolution} from './dial-plan.js';
export {DigitQueue, type NextDigit} from './digit-queue.js';
export type {Caller, Dialler, Leg, LegEnd, LegEvent, OutgoingCall, Sound} from './leg.js';
export {Calls, type CallsPorts} from './calls.js';
export {CallOrders} from './orders.js';
export {runCall, type CallStages} from './run-call.js';
