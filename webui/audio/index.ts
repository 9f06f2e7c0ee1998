export {createBell, type Bell} from './bell.js';
export {createSound, type Listening, type Sound, type SoundFailure} from './sound.js';
export {JitterBuffer} from './jitter-buffer.js';
export {SpeechBlocks} from './speech-blocks.js';
