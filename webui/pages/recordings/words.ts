import type {RecordingView} from '../../../firmware/contract/index.js';
import type {Translator} from '../../i18n/index.js';
import {titleOf} from '../rooms/words.js';

/** "Weekly review, 2 Mar 2026, 10:00": what a recording is called where there are several. */
export function whatIs(recording: RecordingView, translator: Translator): string {
	return `${conferenceOf(recording, translator)}, ${translator.dateTime(recording.startedAt)}`;
}

export function conferenceOf(recording: RecordingView, translator: Translator): string {
	const title = titleOf(recording, translator);
	return recording.number === null ? title : `${title} · ${recording.number}`;
}

/** `m:ss`, from an hour on `h:mm:ss`. */
export function clock(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
	const two = (value: number): string => String(value).padStart(2, '0');
	return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
