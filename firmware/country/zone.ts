/** Tones and cadences of a country as libtonezone has them. */
export type ToneZone = {
	/** ISO 3166-1 alpha-2 in small letters, but 'uk'; others than two letters are variants. */
	readonly country: string;
	readonly name: string;
	/** On, off, … in ms. */
	readonly ringCadenceMs: readonly number[];
	/** By name (dial, busy, ringing, congestion, info, …), written as '480+620/500,0/500'. */
	readonly tones: Readonly<Record<string, string>>;
};
