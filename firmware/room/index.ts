export type {RecordingRequest, RoomAudio, RoomRecorder, RunningRecording} from './ports.js';
export type {RoomPorts} from './room.js';
export {Rooms, type Done} from './rooms.js';
export {emptyRoom, type Effect, type Input, type RoomState} from './state.js';
export {step} from './step.js';
