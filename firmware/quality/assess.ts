import type {CallQuality} from '../contract/index.js';
import {causeOf} from './cause.js';
import {estimateMos} from './e-model.js';
import type {Measured, PacketFigures} from './measured.js';

/** A codec's frame, which is whole only when its last sample is there (RFC 3551: 20 ms). */
const packetMs = 20;

/** How a call does, from what was measured over the last seconds: of what the box hears. */
export function assess(measured: Measured): CallQuality {
	const {codec, packets, sound} = measured;
	const lossPercent = packets && lossOf(packets);
	const delayMs = packets && packets.roundTripMs !== null ? packets.roundTripMs / 2 + packets.jitterBufferMs + packetMs : null;
	const noiseDbov = sound?.noiseDbov ?? null;
	const known = codec !== '' && (lossPercent !== null || (packets === null && sound !== null));
	const mos = known ? estimateMos(codec, {lossPercent: lossPercent ?? 0, delayMs: delayMs ?? packets?.jitterBufferMs ?? 0, noiseDbov}) : null;
	return {
		mos: mos && rounded(mos, 2),
		lossPercent: lossPercent === null ? null : rounded(lossPercent, 1),
		jitterMs: packets && packets.received > 0 ? Math.round(packets.jitterMs) : null,
		delayMs: delayMs === null ? null : Math.round(delayMs),
		noiseDbov: noiseDbov === null ? null : Math.round(noiseDbov),
		echoDb: sound?.echo ? Math.round(sound.echo.db) : null,
		cause: causeOf(measured, {lossPercent, delayMs}),
	};
}

/** Of the packets that should have been heard; null when there were none: a phone may send nothing while nobody speaks. */
function lossOf({received, lost, discarded}: PacketFigures): number | null {
	const expected = received + lost;
	return expected === 0 ? null : Math.min(100, 100 * (lost + Math.min(discarded, received)) / expected);
}

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
