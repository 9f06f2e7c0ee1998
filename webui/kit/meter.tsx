import {useSignalEffect, type ReadonlySignal} from '@preact/signals';
import {useRef} from 'preact/hooks';

/** A bar from 0 to 1 that follows its signal without any render. For the eye only, so it is hidden from screen readers. */
export function Meter({value}: {value: ReadonlySignal<number>}) {
	const bar = useRef<HTMLSpanElement>(null);
	useSignalEffect(() => {
		bar.current?.style.setProperty('transform', `scaleX(${value.value.toFixed(3)})`);
	});
	return <span class="meter" aria-hidden="true"><span class="meter-bar" ref={bar} /></span>;
}
