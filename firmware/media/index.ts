export {loadEngine} from '../../addons/index.js';
export {engineOptions, type BoxAddress} from './engine-options.js';
export type {MediaEvent} from './media-event.js';
export {Media, type RecordingWatcher} from './media.js';
