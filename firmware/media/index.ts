export {engineOptions, type BoxAddress} from './engine-options.js';
export type {MediaEvent} from './media-event.js';
export {openMedia} from './open-media.js';
export {Media, type RecordingWatcher} from './media.js';
