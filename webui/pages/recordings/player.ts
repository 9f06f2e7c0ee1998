import {signal, type ReadonlySignal} from '@preact/signals';
import type {RecordingId} from '../../../firmware/contract/index.js';

/** What is being played, and how far it has come; failed: this browser can not play it. */
export type Playing = {id: RecordingId; state: 'paused' | 'playing' | 'failed'; seconds: number};

/** One audio element for all recordings of the page: what is started ends what was heard before. */
export type Player = {
	playing: ReadonlySignal<Playing | null>;
	toggle(id: RecordingId): void;
	/** In seconds from the beginning. */
	seek(id: RecordingId, seconds: number): void;
	stop(): void;
};

export function createPlayer(audio: HTMLAudioElement): Player {
	const playing = signal<Playing | null>(null);
	const change = (what: Partial<Playing>): void => {
		if (playing.value) playing.value = {...playing.value, ...what};
	};
	audio.preload = 'metadata';
	audio.addEventListener('timeupdate', () => change({seconds: audio.currentTime}));
	audio.addEventListener('seeking', () => change({seconds: audio.currentTime}));
	audio.addEventListener('play', () => change({state: 'playing'}));
	audio.addEventListener('pause', () => change({state: 'paused'}));
	audio.addEventListener('error', () => change({state: 'failed'}));
	const choose = (id: RecordingId): void => {
		if (playing.value?.id === id && playing.value.state !== 'failed') return;
		audio.src = `/api/v1/recordings/${encodeURIComponent(id)}/audio`;
		playing.value = {id, state: 'paused', seconds: 0};
	};
	const play = (): void => {
		// What keeps it from playing is told by the element's own event.
		audio.play().catch(() => undefined);
	};
	return {
		playing,
		toggle: id => {
			choose(id);
			if (audio.paused) play();
			else audio.pause();
		},
		seek: (id, seconds) => {
			choose(id);
			audio.currentTime = seconds;
		},
		stop: () => {
			audio.pause();
			audio.removeAttribute('src');
			audio.load();
			playing.value = null;
		},
	};
}
