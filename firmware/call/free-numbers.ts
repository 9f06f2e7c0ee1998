/**
 * Numbers that nobody uses, of as many digits as `like`: first itself and those above, nearest first, then those below; none begins with 0
 * where `like` does not.
 */
export function freeNumbers(used: ReadonlySet<string>, like: string, count: number): string[] {
	const most = 10 ** like.length;
	const least = like.startsWith('0') ? 0 : most / 10;
	const free: string[] = [];
	const look = (from: number, step: 1 | -1) => {
		for (let number = from; number >= least && number < most && free.length < count; number += step) {
			const text = String(number).padStart(like.length, '0');
			if (!used.has(text)) free.push(text);
		}
	};
	look(Number(like), 1);
	look(Number(like) - 1, -1);
	return free;
}
