import type {CallQuality, ParticipantView} from '../../../firmware/contract/index.js';

export type QualityWord = 'good' | 'fair' | 'poor' | 'unknown';

/** From which estimated MOS on a call sounds good or fair: G.107 annex B has 4.03 as "satisfied" and 3.10 as the end of "many dissatisfied". */
const goodFrom = 4;
const fairFrom = 3.1;
/** What spoils a call though the network is well. */
const soundCauses: readonly string[] = ['noise', 'echo', 'too-loud', 'too-quiet', 'silence'];

/** One with a fault of the sound itself is at best fair, however well its packets come. */
export function wordFor(quality: CallQuality | null): QualityWord {
	if (!quality || (quality.mos === null && quality.cause === 'none')) return 'unknown';
	const mos = quality.mos ?? fairFrom;
	if (mos < fairFrom) return 'poor';
	return mos >= goodFrom && !soundCauses.includes(quality.cause) ? 'good' : 'fair';
}

export type Rank = {participant: ParticipantView; db: number};

/** Who is heard, by the noise between their words, loudest first. */
export function byNoise(participants: readonly ParticipantView[]): Rank[] {
	return ranked(participants, ({noiseDbov}) => noiseDbov);
}

/** Who is heard and sends the others back, loudest first. */
export function byEcho(participants: readonly ParticipantView[]): Rank[] {
	return ranked(participants, ({echoDb}) => echoDb);
}

function ranked(participants: readonly ParticipantView[], figure: (quality: CallQuality) => number | null): Rank[] {
	const heard = participants.filter(({muted, held}) => !muted && !held);
	const ranks = heard.flatMap(participant => {
		const db = participant.quality && figure(participant.quality);
		return db === null ? [] : [{participant, db}];
	});
	return ranks.sort((one, other) => other.db - one.db);
}

/** Noise below this does not disturb. */
const noisyDbov = -48;
/** By so much somebody stands out from all others. */
const aheadDb = 6;
const echoingDb = -35;

/** Whom the noise comes from, if one stands out. */
export function noisiest(participants: readonly ParticipantView[]): ParticipantView | undefined {
	const [first, second] = byNoise(participants);
	return first && first.db >= noisyDbov && first.db - (second?.db ?? -127) >= aheadDb ? first.participant : undefined;
}

/** Whom the loudest echo that disturbs comes from. */
export function mostEchoing(participants: readonly ParticipantView[]): ParticipantView | undefined {
	const [first] = byEcho(participants);
	return first && first.db >= echoingDb ? first.participant : undefined;
}
