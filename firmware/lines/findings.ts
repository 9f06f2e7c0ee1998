import type {LineFigures} from '../contract/index.js';
import type {Alarm, OpenedFacts} from './ports.js';

/** Sentences in the order of their weight; `ok`: none of them is a fault. */
export type Findings = {ok: boolean; findings: string[]};

/** A card's crystal is good for 50 ppm; one further off loses so many samples that modems and fax fail. */
const mostPpm = 150;
/** An idle line hums less. */
const mostNoiseDbm0 = -45;

/** What alarms and figures of a line that is not in a call say about it. */
export function audioFindings({digits, echo}: OpenedFacts, figures: LineFigures | undefined, alarms: readonly Alarm[]): Findings {
	const faults: string[] = [];
	if (alarms.length > 0) faults.push(`The card tells of an alarm: ${alarms.join(', ')}.`);
	if (!figures) faults.push('The card gives no figures.');
	if (figures && figures.receiveDbm0 > mostNoiseDbm0) faults.push(`There is noise on the line: ${figures.receiveDbm0.toFixed(0)} dBm0. Look for a bad contact or a cable beside mains.`);
	if (figures && Math.abs(figures.clockPpm) > mostPpm) faults.push(`The card's clock is off by ${figures.clockPpm.toFixed(0)} ppm; audio will slip.`);
	return {ok: faults.length === 0, findings: [...faults, ...facts(digits, echo)]};
}

function facts(digits: OpenedFacts['digits'], echo: OpenedFacts['echo']): string[] {
	return [
		digits === 'hardware' ? 'The card hears the digits.' : 'The box hears the digits.',
		echo === 'none' ? 'Echo is not cancelled.' : `Echo is cancelled by ${cancellers[echo]}.`,
	];
}

const cancellers: Record<Exclude<OpenedFacts['echo'], 'none'>, string> = {hardware: 'the card', kernel: 'the driver', software: 'the box'};
