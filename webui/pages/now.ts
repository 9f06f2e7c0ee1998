import {useSignal, type ReadonlySignal} from '@preact/signals';
import {useEffect} from 'preact/hooks';

/** The time in ms since 1970, new each second. */
export function useNow(): ReadonlySignal<number> {
	const nowMs = useSignal(Date.now());
	useEffect(() => {
		const timer = setInterval(() => {
			nowMs.value = Date.now();
		}, 1000);
		return () => clearInterval(timer);
	}, [nowMs]);
	return nowMs;
}
