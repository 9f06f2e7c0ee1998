import {signal, type ReadonlySignal, type Signal} from '@preact/signals';

/** What a meter shows of one who says nothing, in dBov; 0 is full scale. */
export const silenceDb = -127;

export type Levels = {
	/** The newest level in dBov. The same participant always has the same signal, so a meter needs no render. */
	of(participant: string): ReadonlySignal<number>;
	/** Who is not in the newest sample is silent. */
	sampled(sample: Readonly<Record<string, number>>): void;
	forget(participant: string): void;
	clear(): void;
};

export function createLevels(): Levels {
	const levels = new Map<string, Signal<number>>();
	return {
		of: participant => {
			const level = levels.get(participant) ?? signal(silenceDb);
			levels.set(participant, level);
			return level;
		},
		sampled: sample => {
			for (const [participant, level] of levels) level.value = sample[participant] ?? silenceDb;
		},
		forget: participant => void levels.delete(participant),
		clear: () => levels.clear(),
	};
}
