import {told, type LineFigures, type Told} from '../../contract/index.js';
import {audioFindings, type Findings} from '../findings.js';
import type {Alarm, OpenedFacts} from '../ports.js';

export type Measured = {figures: LineFigures | undefined; alarms: readonly Alarm[]; /** Undefined: there is no battery, so the line was not taken. */ dialTone: boolean | undefined};

/** What a check of an outside line finds. */
export function outsideLineFindings(facts: OpenedFacts, {figures, alarms, dialTone}: Measured): Findings {
	const audio = audioFindings(facts, dialTone === undefined ? figures : quiet(figures), alarms);
	return {ok: audio.ok && dialTone === true, findings: [supply(dialTone), ...audio.findings]};
}

/** What was measured while the line was off hook is dial tone, no noise. */
const quiet = (figures: LineFigures | undefined): LineFigures | undefined => figures && {...figures, receiveDbm0: -90};

function supply(dialTone: boolean | undefined): Told {
	if (dialTone === undefined) return told('found-no-battery');
	return told(dialTone ? 'found-line-works' : 'found-battery-only');
}
