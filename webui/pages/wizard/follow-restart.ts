import type {SetupState} from '../../../firmware/contract/index.js';
import type {Store} from '../../store/index.js';

const everyMs = 700;
/** A box is back within seconds; one that is not may be at another address. */
const lateMs = 45_000;

/** Asks the box until it has gone and come back, or is set up. The result ends it. */
export function followRestart(request: Pick<Store['request'], 'get'>, {late, back}: {late: () => void; back: () => void}): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isOver = false;
	let wasAway = false;
	let waitedMs = 0;
	const look = async (): Promise<void> => {
		const answer = await request.get<SetupState>('/setup');
		if (isOver) return;
		if (answer.ok && (wasAway || !answer.value.needed)) return back();
		wasAway ||= !answer.ok;
		waitedMs += everyMs;
		if (waitedMs >= lateMs) late();
		timer = setTimeout(() => void look(), everyMs);
	};
	void look();
	return () => {
		isOver = true;
		clearTimeout(timer);
	};
}
