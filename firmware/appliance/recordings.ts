import {stat, statfs} from 'node:fs/promises';
import type {Done} from '../api/index.js';
import {refusedWith, type DomainEvent, type RoomId, type UserId} from '../contract/index.js';
import type {Emitter} from '../lib/emitter.js';
import {Recorder, Waveforms, type RecorderPorts, type WaveformPorts} from '../recorder/index.js';
import type {Rooms} from '../room/index.js';
import type {Store} from '../store/index.js';

export type RecordingsParts = Pick<RecorderPorts, 'audio' | 'clock' | 'settings' | 'report'> & {dataDir: string; store: Store; events: Emitter<DomainEvent>};

/** The recorder of the box: on its disk, within the quotas of its users. */
export function openRecorder({dataDir, store, events, ...ports}: RecordingsParts): Recorder {
	const recorder = new Recorder({
		...ports,
		table: store.recordings,
		quota: organizer => quotaOf(store, organizer),
		async freeBytes() {
			const {bavail, bsize} = await statfs(dataDir);
			return bavail * bsize;
		},
		fileBytes: path => stat(path).then(({size}) => size, () => 0),
		tell: event => events.emit(event),
	});
	events.subscribe(({kind}) => {
		if (kind === 'recording.deleted' || kind === 'users.changed') recorder.reviewQuotas();
	});
	return recorder;
}

/** What the box's recordings look like. */
export function openWaveforms({store, readPeaks, report}: {store: Store} & Pick<WaveformPorts, 'readPeaks' | 'report'>): Waveforms {
	const {path, peaksPath} = store.recordings;
	return new Waveforms({path, peaksPath, readPeaks, report});
}

async function quotaOf(store: Store, organizer: UserId): Promise<{name: string; bytes: number} | undefined> {
	const user = (await store.users.list()).find(({id}) => id === organizer);
	return user && {name: user.name, bytes: user.recordingQuotaMegabytes * 1e6};
}

/** Starts a recording for somebody who wants to know at once why there can't be one. */
export async function startRecording({rooms, recorder}: {rooms: Rooms; recorder: Recorder}, id: RoomId): Promise<Done> {
	const place = rooms.place(id);
	if (place && await recorder.isQuotaFull(place.conference.organizer)) return refusedWith('QUOTA_FULL');
	return rooms.startRecording(id);
}
