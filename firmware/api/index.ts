export {createApi, type Api} from './api.js';
export {startHttp, startHttps, type HttpServer, type HttpsServer} from './http.js';
export type {
	BackupFacts, Backups, Brought, Checked, Made,
	ActiveAlarm, ApiPorts, AuditPort, Box, Certificates, ConfigurationChanges, Done, EventSource, Invited, Inviter, LiveRooms, ParticipantChange, RoomChange, SimulatedPhones, SipSide, System, TelephoneLines, Tested, Watching,
} from './ports.js';
export {AuditTrail, type AuditNote} from './audit-trail.js';
export {createToken} from './create-token.js';
export {changePasswordByCommand, setUpByCommand} from './set-up.js';
