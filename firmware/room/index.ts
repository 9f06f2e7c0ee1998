export type {RecordingRequest, RoomAudio, RoomRecorder, RunningRecording} from './ports.js';
export type {RoomPorts} from './room.js';
export {Rooms, type Done, type ParticipantChange, type RoomChange} from './rooms.js';
export {emptyRoom, type Effect, type Input, type RecordingFault, type RoomState} from './state.js';
export {step} from './step.js';
