import type {LoadReport} from './load.js';

/** The middle of some figures; 0 of none. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? 0;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** "0.64 (0.62–0.70)": median, least and greatest; the median alone where there is one figure. */
export function spread(values: readonly number[], digits: number): string {
	if (values.length === 0) return '–';
	const middle = median(values).toFixed(digits);
	if (values.length === 1) return middle;
	return `${middle} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;
}

/** Milliseconds of the target's CPU per call and second, over the calls that stood. */
export function costMs({base, targetCpuS, windowS}: LoadReport): number {
	const standing = base.calls - base.failed;
	return standing === 0 ? Number.NaN : 1000 * targetCpuS / (standing * windowS);
}

/** The load generator's own share of its core. */
export const generatorShare = ({generatorCpuS, windowS}: LoadReport): number => generatorCpuS / windowS;

/** Packets that a listener should have got and did not, of those due. */
export const lossShare = ({base}: LoadReport): number => (base.lost + base.missing) / Math.max(1, base.received + base.lost + base.missing);

const minHeardShare = 0.98;
const maxLossShare = 0.001;

/** Why a run's cost is not to be believed: audio that did not arrive is cheap. Empty when all is well. */
export function faults(report: LoadReport): string[] {
	const {base, late, markers, speech, droppedAtTarget, droppedAtGenerator} = report;
	const found: [boolean, string][] = [
		[base.failed > 0, `${base.failed} of ${base.calls} calls failed (${Object.keys(base.failures).join(', ')})`],
		[late.failed > 0, `${late.failed} of ${late.calls} late calls failed (${Object.keys(late.failures).join(', ')})`],
		[base.endedEarly + late.endedEarly > 0, `${base.endedEarly + late.endedEarly} calls ended by the target`],
		[base.withoutAudio + late.withoutAudio > 0, `${base.withoutAudio + late.withoutAudio} calls without audio`],
		[lossShare(report) > maxLossShare, `${(100 * lossShare(report)).toFixed(2)} % of packets lost or missing`],
		[droppedAtTarget > 0, `${droppedAtTarget} packets dropped at the target's sockets`],
		[droppedAtGenerator > 0, `${droppedAtGenerator} packets dropped at the generator's sockets`],
		[markers.heard < minHeardShare * markers.expected, `${markers.heard} of ${markers.expected} markers heard`],
		[markers.damaged > (1 - minHeardShare) * markers.expected, `${markers.damaged} of ${markers.expected} markers heard with holes`],
		[markers.expected === 0, 'no marker sent'],
		[markers.own > 0, `${markers.own} markers heard by their own talker`],
		[speech.hearing < speech.listeners, `${speech.listeners - speech.hearing} of ${speech.listeners} listeners hear no speech`],
	];
	return found.filter(([wrong]) => wrong).map(([, text]) => text);
}

/** One cell that says whether the audio was right. */
export function soundCell(reports: readonly LoadReport[]): string {
	const all = reports.flatMap(faults);
	return all.length === 0 ? 'ok' : [...new Set(all)].join('; ');
}
