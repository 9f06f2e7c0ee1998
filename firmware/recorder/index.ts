export {Recorder, type RecorderPorts, type RecordingEnd} from './recorder.js';
