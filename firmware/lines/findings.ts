import {told, type LineFigures, type Told} from '../contract/index.js';
import type {Alarm, OpenedFacts} from './ports.js';

/** In the order of their weight; `ok`: none of them is a fault. */
export type Findings = {ok: boolean; findings: Told[]};

/** A card's crystal is good for 50 ppm; one further off loses so many samples that modems and fax fail. */
const mostPpm = 150;
/** An idle line hums less. */
const mostNoiseDbm0 = -45;

/** What alarms and figures of a line that is not in a call say about it. */
export function audioFindings({digits, echo}: OpenedFacts, figures: LineFigures | undefined, alarms: readonly Alarm[]): Findings {
	const faults = alarms.map((alarm): Told => told(`alarm-${alarm}`));
	if (!figures) faults.push(told('found-no-figures'));
	if (figures && figures.receiveDbm0 > mostNoiseDbm0) faults.push(told('found-noise', {level: figures.receiveDbm0.toFixed(0)}));
	if (figures && Math.abs(figures.clockPpm) > mostPpm) faults.push(told('found-clock', {ppm: figures.clockPpm.toFixed(0)}));
	return {ok: faults.length === 0, findings: [...faults, ...facts(digits, echo)]};
}

function facts(digits: OpenedFacts['digits'], echo: OpenedFacts['echo']): Told[] {
	return [told(digits === 'hardware' ? 'found-digits-card' : 'found-digits-box'), told(`found-echo-${echo}`)];
}
