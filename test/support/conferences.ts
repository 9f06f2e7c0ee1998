import type {ConferenceId, DynamicConference, StaticConference} from '../../firmware/contract/index.js';

const options = {
	description: '', organizer: null, participantLimit: null, record: 'on-demand', first: 'music', last: 'music', ends: 'when-empty',
	entryTone: 'tone', exitTone: 'tone', attentionToneSeconds: 0,
} as const;

/** A static conference at 8000 with the PIN 1234, unless told otherwise. */
export function staticConference(changes: Partial<StaticConference> = {}): StaticConference {
	const extension = changes.extension ?? '8000';
	return {kind: 'static', id: `conference-${extension}` as ConferenceId, extension, pin: '1234', leaderPin: null, ...options, ...changes};
}

/** A dynamic conference at 8500, unless told otherwise. */
export function dynamicConference(changes: Partial<DynamicConference> = {}): DynamicConference {
	const extension = changes.extension ?? '8500';
	return {kind: 'dynamic', id: `conference-${extension}` as ConferenceId, extension, ...options, ...changes};
}
