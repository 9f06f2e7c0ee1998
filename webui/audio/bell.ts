export type Bell = {ring(on: boolean): void};

/** Two gongs that are struck in turn, some 20 times a second. Browsers let it be heard once the person has touched the page. */
export function createBell(): Bell {
	let stop: (() => void) | undefined;
	return {
		ring: on => {
			if (on === (stop !== undefined)) return;
			if (!on) stop?.();
			stop = on ? strike() : undefined;
		},
	};
}

const gongsHz = [1050, 1320] as const;
const strikesHz = 10;
const loudness = 0.04;

function strike(): () => void {
	const context = new AudioContext();
	const hammer = new OscillatorNode(context, {type: 'square', frequency: strikesHz});
	gongsHz.forEach((frequency, place) => {
		const gong = new OscillatorNode(context, {frequency});
		const level = new GainNode(context, {gain: loudness});
		hammer.connect(new GainNode(context, {gain: place === 0 ? loudness : -loudness})).connect(level.gain);
		gong.connect(level).connect(context.destination);
		gong.start();
	});
	hammer.start();
	return () => void context.close();
}
