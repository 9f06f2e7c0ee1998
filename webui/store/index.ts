export type {Session} from './session.js';
export {createStore, type Requests, type Store} from './create-store.js';
export {createHttpApi} from './http-api.js';
export type {Api, Credentials, LineSchemas, StreamMessage} from './api.js';
export {reduce, nothingLive, type Live, type StateEvent} from './live.js';
export {isFulfilled, requestOf, type Ask, type ParticipantAsk, type RoomAsk} from './ask.js';
export {step, idle, type Progress, type ProgressInput} from './progress.js';
export {RequestFailed, type Failure, type Outcome} from './failure.js';
