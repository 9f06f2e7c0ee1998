import {useComputed, type ReadonlySignal} from '@preact/signals';
import {duration} from './words.js';

/** A running time. The signal goes into the text node itself, so a second costs no render. */
export function Elapsed({since, nowMs}: {since: string; nowMs: ReadonlySignal<number>}) {
	const text = useComputed(() => duration(since, nowMs.value));
	return <time class="elapsed">{text}</time>;
}
