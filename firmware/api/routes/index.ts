import type {ApiPorts} from '../ports.js';
import type {Route} from '../route.js';
import type {LogInCodes} from '../log-in-codes.js';
import {auditRoutes} from './audit.js';
import {backupRoutes} from './backups.js';
import {banRoutes} from './bans.js';
import {boxRoutes} from './box.js';
import {callRoutes} from './calls.js';
import {conferenceRoutes, type ConfigurationPorts} from './conferences.js';
import {dialPlanRoutes} from './dial-plan.js';
import {eventRoutes} from './events.js';
import {lineRoutes, type LinePorts} from './lines.js';
import {recordingRoutes} from './recordings.js';
import {restoreRoutes} from './restore.js';
import {roomRoutes} from './rooms.js';
import {outboundRoutes} from './routes.js';
import {schemaRoutes} from './schemas.js';
import {sessionRoutes} from './session.js';
import {settingsRoutes} from './settings.js';
import {setupRoutes} from './setup.js';
import {sipPhoneRoutes} from './sip-phones.js';
import {simulatorRoutes} from './simulator.js';
import {certificateRoutes, systemRoutes} from './system.js';
import {tokenRoutes} from './tokens.js';
import {trunkRoutes} from './trunks.js';
import {userRoutes} from './users.js';

export type RoutePorts = ApiPorts & ConfigurationPorts & LinePorts & {codes: LogInCodes};

/** Everything that the API does. */
export function allRoutes(ports: RoutePorts): Route[] {
	return [
		conferenceRoutes, dialPlanRoutes, roomRoutes, recordingRoutes, callRoutes, settingsRoutes, outboundRoutes, lineRoutes, simulatorRoutes,
		tokenRoutes, userRoutes, sessionRoutes, eventRoutes, boxRoutes, setupRoutes, auditRoutes, backupRoutes, restoreRoutes, systemRoutes, certificateRoutes,
		schemaRoutes, trunkRoutes, sipPhoneRoutes, banRoutes,
	].flatMap(routesOf => routesOf(ports));
}
