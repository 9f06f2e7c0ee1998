const everyMs = 700;

/** Asks again and again whether the box answers here, until it has gone and come back. The result ends it. */
export function followHere(answers: () => Promise<boolean>, back: () => void): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isOver = false;
	let wasAway = false;
	const look = async (): Promise<void> => {
		const isThere = await answers();
		if (isOver) return;
		if (isThere && wasAway) return back();
		wasAway ||= !isThere;
		timer = setTimeout(() => void look(), everyMs);
	};
	void look();
	return () => {
		isOver = true;
		clearTimeout(timer);
	};
}
