export {createApi, type Api} from './api.js';
export {startHttp, type HttpServer} from './http.js';
export type {ApiPorts, Box, ConfigurationChanges, Done, EventSource, LiveRooms, ParticipantChange, RoomChange} from './ports.js';
export {createToken} from './create-token.js';
