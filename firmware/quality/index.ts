export {assess} from './assess.js';
export {estimateMos, noiseImpairment} from './e-model.js';
export {intervalOf} from './interval.js';
export {isNoticeable} from './noticeable.js';
export type {Measured, PacketFigures, SoundFigures, StreamCounters} from './measured.js';
