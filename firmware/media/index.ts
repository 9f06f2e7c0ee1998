export {engineOptions, type BoxAddress} from './engine-options.js';
export type {LineMedia, LineSignal, OpenLine, SpanAlarms} from './lines.js';
export type {MediaEvent} from './media-event.js';
export type {PriEvent, PriMedia} from './pri.js';
export {nativeVersions, openMedia} from './open-media.js';
export {Media, type RecordingWatcher} from './media.js';
export type {PhoneAccount, Probed, SipAdmission, SipCall, SipMedia, SipSignal, TrunkAccount} from './sip.js';
