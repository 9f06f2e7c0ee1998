export {Recorder} from './recorder.js';
export type {RecorderPorts, RecordingEnd} from './ports.js';
export {Waveforms, type WaveformPorts} from './waveforms.js';
