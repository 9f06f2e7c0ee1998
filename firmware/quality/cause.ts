import type {QualityCause} from '../contract/index.js';
import {delayImpairment, lossImpairment} from './e-model.js';
import type {Measured} from './measured.js';

/** Below so many points nothing is worth a word: 5 of R are 0.1 to 0.2 of the score. */
const worthAWord = 5;
/** Points that weigh what the E-model knows nothing of: 5 at the level at which people begin to complain, one more each dB or ms from there. */
const noiseFrom = -50;
const echoFrom = -30;
const loudFrom = -12;
const quietFrom = -40;
const jitterFromMs = 40;
const silenceMs = 20_000;
/** Words so far above the noise that they are words: else what is "too loud" or "too quiet" is the noise. */
const clearOfNoiseDb = 10;

type Weight = {cause: QualityCause; points: number};

/** What spoils a call most, in the weight of impairments. A call on hold is spoilt by nothing. */
export function causeOf(measured: Measured, {lossPercent, delayMs}: {lossPercent: number | null; delayMs: number | null}): QualityCause {
	if (measured.held) return 'none';
	const weights = [...packetWeights(measured, lossPercent ?? 0), {cause: 'delay', points: delayImpairment(delayMs ?? 0)} as const, ...soundWeights(measured)];
	const worst = weights.reduce((most, weight) => weight.points > most.points ? weight : most, {cause: 'none', points: 0});
	return worst.points >= worthAWord ? worst.cause : 'none';
}

/** What came too late was lost by jitter. */
function packetWeights({codec, packets}: Measured, lossPercent: number): Weight[] {
	if (!packets) return [];
	const {lost, discarded, jitterMs} = packets;
	const points = lossImpairment(codec, lossPercent);
	const late = discarded / Math.max(1, lost + discarded);
	return [{cause: 'loss', points: points * (1 - late)}, {cause: 'jitter', points: Math.max(points * late, from(jitterMs - jitterFromMs))}];
}

function soundWeights({sound}: Measured): Weight[] {
	if (!sound) return [];
	const {noiseDbov, speechDbov, echo, silentMs} = sound;
	const isSpeech = speechDbov !== undefined && speechDbov - (noiseDbov ?? -127) >= clearOfNoiseDb;
	return [
		{cause: 'noise', points: noiseDbov === undefined ? 0 : from(noiseDbov - noiseFrom)},
		{cause: 'echo', points: echo ? from(echo.db - echoFrom) : 0},
		{cause: 'too-loud', points: isSpeech ? from(speechDbov - loudFrom) : 0},
		{cause: 'too-quiet', points: isSpeech ? from(quietFrom - speechDbov) : 0},
		{cause: 'silence', points: silentMs >= silenceMs ? worthAWord : 0},
	];
}

const from = (beyond: number): number => beyond >= 0 ? worthAWord + beyond : 0;
