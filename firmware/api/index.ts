export {createApi, type Api} from './api.js';
export {startHttp, type HttpServer} from './http.js';
export type {
	ActiveAlarm, ApiPorts, Box, ConfigurationChanges, Done, EventSource, Invited, Inviter, LiveRooms, ParticipantChange, RoomChange, SimulatedPhones, TelephoneLines, Tested,
} from './ports.js';
export {createToken} from './create-token.js';
