import {told, type LineFigures} from '../../contract/index.js';
import {audioFindings, type Findings} from '../findings.js';
import type {Alarm, OpenedFacts} from '../ports.js';

/** What a check of an idle phone's port finds. */
export function phoneFindings(facts: OpenedFacts, figures: LineFigures | undefined, alarms: readonly Alarm[]): Findings {
	const {ok, findings} = audioFindings(facts, figures, alarms);
	return {ok, findings: [...findings, told('found-on-hook')]};
}
