export {ControlBoard, type ControlBoardPorts} from './control-board.js';
export {encodeFrame, FrameReader, maxPayload, type Frame, type Received} from './frame.js';
export {crc16} from './crc16.js';
export {closedLink, type Effect, type Input, type LinkState, type Timer} from './link-state.js';
export {step} from './link.js';
export {ackPayload, decodeMessage, encodeMessage, messageType, type BoardMessage, type BoxMessage} from './message.js';
export {LineLights} from './lights.js';
export {noBoard} from './no-board.js';
