import {useComputed, useSignalEffect, type ReadonlySignal} from '@preact/signals';
import {useEffect, useRef, useState} from 'preact/hooks';
import type {RecordingView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import type {Store} from '../../store/index.js';
import type {Player} from './player.js';
import {clock, whatIs} from './words.js';

const points = 600;
const stepSeconds = 5;
const strideSeconds = 30;

export type WaveformProps = {store: Store; player: Player; recording: RecordingView};

/** How loud it is from end to end, and how far it has been played; a press, a drag or a key goes elsewhere in it. */
export function Waveform({store, player, recording}: WaveformProps) {
	const translator = useTranslator();
	const {t} = translator;
	const all = recording.durationMs / 1000;
	const seconds = useComputed(() => player.playing.value?.id === recording.id ? player.playing.value.seconds : 0);
	const canvas = useDrawing(usePeaks(store, recording), seconds, all);
	const seek = (to: number) => player.seek(recording.id, Math.min(all, Math.max(0, to)));
	const atPointer = ({currentTarget, clientX}: {currentTarget: HTMLElement; clientX: number}) => {
		const {left, width} = currentTarget.getBoundingClientRect();
		seek(all * (clientX - left) / width);
	};
	const shown = t('recording.positionOf', {now: clock(seconds.value), all: clock(all)});
	return (
		<div
			class="waveform" role="slider" tabIndex={0} aria-label={t('recording.position', {what: whatIs(recording, translator)})}
			aria-valuemin={0} aria-valuemax={Math.round(all)} aria-valuenow={Math.round(seconds.value)} aria-valuetext={shown}
			onKeyDown={event => {
				const to = keyTarget(event.key, seconds.peek(), all);
				if (to === undefined) return;
				event.preventDefault();
				seek(to);
			}}
			onPointerDown={event => {
				event.currentTarget.setPointerCapture(event.pointerId);
				atPointer(event);
			}}
			onPointerMove={event => event.buttons === 1 && atPointer(event)}
		>
			<canvas ref={canvas} aria-hidden="true" />
		</div>
	);
}

/** Where a key leads, in seconds; undefined: nowhere. */
function keyTarget(key: string, now: number, all: number): number | undefined {
	switch (key) {
		case 'ArrowRight':
		case 'ArrowUp': return now + stepSeconds;
		case 'ArrowLeft':
		case 'ArrowDown': return now - stepSeconds;
		case 'PageUp': return now + strideSeconds;
		case 'PageDown': return now - strideSeconds;
		case 'Home': return 0;
		case 'End': return all;
		default: return undefined;
	}
}

/** Empty until they are there; without them the line is flat, and all else works. */
function usePeaks(store: Store, {id}: RecordingView): readonly number[] {
	const [peaks, setPeaks] = useState<readonly number[]>([]);
	useEffect(() => {
		let wanted = true;
		void store.request.get<{points: number[]}>(`/recordings/${encodeURIComponent(id)}/waveform?points=${points}`).then(outcome => {
			if (wanted && outcome.ok) setPeaks(outcome.value.points);
		});
		return () => {
			wanted = false;
		};
	}, [store, id]);
	return peaks;
}

/** Drawn anew as it plays, and when its size or the colours change. */
function useDrawing(peaks: readonly number[], seconds: ReadonlySignal<number>, all: number) {
	const ref = useRef<HTMLCanvasElement>(null);
	const again = () => {
		if (ref.current) draw(ref.current, peaks, all > 0 ? seconds.peek() / all : 0);
	};
	const latest = useRef(again);
	latest.current = again;
	useSignalEffect(() => {
		void seconds.value;
		latest.current();
	});
	useEffect(() => {
		again();
		const follow = () => latest.current();
		const sizes = new ResizeObserver(follow);
		const scheme = matchMedia('(prefers-color-scheme: dark)');
		if (ref.current) sizes.observe(ref.current);
		scheme.addEventListener('change', follow);
		return () => {
			sizes.disconnect();
			scheme.removeEventListener('change', follow);
		};
	}, [peaks, all]);
	return ref;
}

const barPx = 2;
const gapPx = 1;

/** `played`: the part that was heard, 0 to 1. The bars take their colours from the style sheet. */
function draw(canvas: HTMLCanvasElement, peaks: readonly number[], played: number): void {
	const context = canvas.getContext('2d');
	const [width, height] = [canvas.clientWidth, canvas.clientHeight];
	if (!context || width === 0) return;
	const scale = devicePixelRatio;
	canvas.width = Math.round(width * scale);
	canvas.height = Math.round(height * scale);
	context.scale(scale, scale);
	const style = getComputedStyle(canvas);
	const bars = Math.floor(width / (barPx + gapPx));
	for (let bar = 0; bar < bars; bar += 1) {
		context.fillStyle = bar / bars < played ? style.getPropertyValue('--accent') : style.getPropertyValue('--line-strong');
		const tall = Math.max(2, Math.sqrt(loudest(peaks, bar / bars, (bar + 1) / bars)) * height);
		context.fillRect(bar * (barPx + gapPx), (height - tall) / 2, barPx, tall);
	}
}

/** The highest peak of a stretch, whose ends are parts of the whole. */
function loudest(peaks: readonly number[], from: number, to: number): number {
	const stretch = peaks.slice(Math.floor(from * peaks.length), Math.max(Math.floor(from * peaks.length) + 1, Math.ceil(to * peaks.length)));
	return Math.min(1, Math.max(0, ...stretch));
}
