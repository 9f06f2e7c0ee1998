export {engineOptions, type BoxAddress} from './engine-options.js';
export type {LineMedia, LineSignal, OpenLine, SpanAlarms} from './lines.js';
export type {MediaEvent} from './media-event.js';
export type {PriEvent, PriMedia} from './pri.js';
export {openMedia} from './open-media.js';
export {Media, type RecordingWatcher} from './media.js';
