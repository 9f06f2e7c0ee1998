/**
 * The E-model: how good a call is, in points of a rating R, from what impairs it. Narrow-band codecs are rated on the scale of ITU-T G.107
 * (at most 93.2), wideband codecs on that of G.107.1 (at most 129): each codec against the best of its band, so that a clean ordinary
 * telephone call is "good" and not "worse than wideband".
 */
type CodecFigures = {
	wideband: boolean;
	/** Equipment impairment factor without loss. */
	impairment: number;
	/** Packet-loss robustness, in percent. */
	robustness: number;
};

/**
 * G.711: G.113, table I.4, with loss concealment. G.722 at 64 kbit/s: impairment from G.113, appendix IV. G.113 has no robustness of G.722
 * and nothing of Opus at 48 kHz for this scale: what stands there is our own mapping, careful for G.722, whose concealment repeats the last
 * frame, and near to G.711's for Opus, which brings its own.
 */
const codecs: Readonly<Record<string, CodecFigures>> = {
	pcmu: {wideband: false, impairment: 0, robustness: 25.1},
	pcma: {wideband: false, impairment: 0, robustness: 25.1},
	g722: {wideband: true, impairment: 13, robustness: 10},
	opus: {wideband: true, impairment: 5, robustness: 20},
};

const bestNarrow = 93.2;
const bestWide = 129;
const lossCeiling = 95;

/** Points that loss costs (G.107, clause 7.5, and G.107.1, clause 7.5; loss taken as random). Unknown codecs count as G.711. */
export function lossImpairment(codec: string, lossPercent: number): number {
	const {impairment, robustness} = figuresOf(codec);
	return (lossCeiling - impairment) * lossPercent / (lossPercent + robustness);
}

/** Points that a one-way delay costs (G.107, clause 7.4, Idd). */
export function delayImpairment(delayMs: number): number {
	if (delayMs <= 100) return 0;
	const x = Math.log2(delayMs / 100);
	return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}

/** A sine of 0 dBm0 has -6.15 dBov (G.711, table 5); noise of the telephone band is weighed 2.5 dB lower (ITU-T O.41). */
const dbm0pOfDbov = 6.15 - 2.5;
const defaultCircuitNoise = -70;
/** Room and subscriber-line noise with the default values of G.107, clause 7.2. */
const otherNoise = 10 * Math.log10(10 ** -7.574 + 10 ** -8.336 + 10 ** -6.2);
const totalNoise = (circuitDbm0p: number) => 10 * Math.log10(10 ** (circuitDbm0p / 10) + 10 ** (otherNoise / 10));

/** Points that noise from the far end costs: what Ro loses when it is taken as circuit noise (G.107, clause 7.2). */
export function noiseImpairment(noiseDbov: number): number {
	return Math.max(0, 1.5 * (totalNoise(noiseDbov + dbm0pOfDbov) - totalNoise(defaultCircuitNoise)));
}

/** Mean opinion score, 1 to 4.5 (G.107, annex B; for wideband of R / 1.29, G.107.1, annex A). */
export function estimateMos(codec: string, {lossPercent, delayMs, noiseDbov}: {lossPercent: number; delayMs: number; noiseDbov: number | null}): number {
	const {wideband, impairment} = figuresOf(codec);
	const noise = noiseDbov === null ? 0 : noiseImpairment(noiseDbov);
	const rating = (wideband ? bestWide : bestNarrow) - impairment - lossImpairment(codec, lossPercent) - delayImpairment(delayMs) - noise;
	return scoreOf(wideband ? rating / 1.29 : rating);
}

function scoreOf(rating: number): number {
	if (rating <= 0) return 1;
	if (rating >= 100) return 4.5;
	return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}

function figuresOf(codec: string): CodecFigures {
	return codecs[codec] ?? {wideband: false, impairment: 0, robustness: 25.1};
}
