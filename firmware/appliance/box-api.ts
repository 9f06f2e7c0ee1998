import {createApi, type LiveRooms, type Watching} from '../api/index.js';
import {noBoard, type ControlBoard} from '../board-link/index.js';
import {countries} from '../country/index.js';
import type {BackupProcesses} from './backup-processes.js';
import type {CallPath} from './call-path.js';
import {followChanges} from './configuration-changes.js';
import type {Ground} from './ground.js';
import {openWaveforms} from './recordings.js';
import type {World} from './world.js';

type Live = {live: LiveRooms; startedAt: string; watching: Watching; backups: BackupProcesses; board: ControlBoard | undefined; ready: () => boolean};

/** The API of the box at work. */
export function createBoxApi({clock, log, version, webuiDir}: World, {ground, path, live}: {ground: Ground; path: CallPath; live: Live}) {
	const {store, configuration, events, media, audit, alarms, system} = ground;
	const {rooms, callingOut: {outbound}, lines, sip, simulator} = path;
	const {startedAt, board, ready} = live;
	return createApi({
		waveforms: openWaveforms({store, readPeaks: path => media.readPeaks(path), report: error => log.error({err: error}, 'a waveform could not be kept')}),
		...system.forApi,
		audit, store, events, clock, log, webuiDir, simulator, lines, sip: sip.side(outbound), backups: live.backups,
		live: live.live, watching: live.watching,
		box: {
			health: () => ready() ? {ready: true, why: ''} : {ready: false, why: 'The box is stopping.'},
			info: () => ({name: configuration.settings().box.name, version, startedAt, ports: media.ports(), engine: media.stats()}),
			countries: () => countries(media.lines.toneZones()),
			board: () => board?.view() ?? noBoard(),
			alarms: alarms.list,
		},
		changes: followChanges({clock, configuration, rooms, lines, sip, simulator, tell: event => events.emit(event)}),
	});
}
