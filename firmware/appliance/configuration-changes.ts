import type {ConfigurationChanges} from '../api/index.js';
import type {Configuration} from './configuration.js';
import type {DomainEvent} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Lines} from '../lines/index.js';
import type {Rooms} from '../room/index.js';
import type {SipTelephony} from './sip-telephony.js';
import type {Simulator} from '../simulator/index.js';

export type FollowingParts = {clock: Clock; configuration: Configuration; rooms: Rooms; lines: Lines; sip: SipTelephony; simulator: Simulator; tell: (event: DomainEvent) => void};

/** What follows a change that an admin made: what is live is brought up to it, and everybody is told. */
export function followChanges({clock, configuration, rooms, lines, sip, simulator, tell}: FollowingParts): ConfigurationChanges {
	const now = () => clock.now().toISOString();
	return {
		conferenceCreated(conference) {
			configuration.put(conference);
			tell({kind: 'conference.changed', at: now(), conference: conference.id});
		},
		conferenceChanged(conference) {
			configuration.put(conference);
			rooms.conferenceChanged(conference);
			tell({kind: 'conference.changed', at: now(), conference: conference.id});
		},
		conferenceDeleted(conference) {
			configuration.remove(conference);
			rooms.conferenceDeleted(conference.id);
			tell({kind: 'conference.deleted', at: now(), conference: conference.id});
		},
		settingsChanged(settings) {
			configuration.setSettings(settings);
			tell({kind: 'settings.changed', at: now()});
		},
		routeChanged(id, route) {
			configuration.putRoute(id, route);
			tell({kind: 'route.changed', at: now(), route: id});
		},
		lineChanged(id, config) {
			configuration.putLine(id, config);
			const done = lines.configureLine(id, config);
			simulator.linesChanged();
			return done;
		},
		spanChanged(id, config) {
			configuration.putSpan(id, config);
			return lines.configureSpan(id, config);
		},
		usersChanged: () => tell({kind: 'users.changed', at: now()}),
		trunkChanged: trunk => sip.trunks.put(trunk),
		trunkDeleted: id => sip.trunks.remove(id),
		sipPhoneChanged(phone) {
			configuration.putPhone(phone);
			sip.phones.put(phone);
		},
		sipPhoneDeleted(id) {
			configuration.removePhone(id);
			sip.phones.remove(id);
		},
		recordingDeleted: id => tell({kind: 'recording.deleted', at: now(), recording: id}),
	};
}
