import type {LineState} from '../../contract/index.js';
import type {CallState} from './call-state.js';
import type {ChannelUse} from './channels.js';
import {isUnsteady, type LinkState} from './link-state.js';

export type Shown = {state: LineState; detail: string};

/** What people see of a bearer channel. */
export function shownBearer(use: ChannelUse, call: CallState | undefined, link: LinkState): Shown {
	if (call) return {state: callStates[call.kind], detail: ''};
	if (use.kind === 'testing') return {state: 'testing', detail: ''};
	if (link.kind !== 'up') return {state: 'alarm', detail: trouble(link)};
	if (use.kind === 'out-of-service') return {state: 'alarm', detail: 'The exchange did not answer when asked whether it is idle (RESTART); it is asked again in some minutes.'};
	return {state: 'idle', detail: ''};
}

/** One that comes and goes is shown as that: each coming and going would be no news. */
export function shownLink(link: LinkState): {alarms: string[]; dChannel: 'up' | 'down'} {
	if (isUnsteady(link)) return {alarms: ['unsteady'], dChannel: 'down'};
	return {alarms: [...link.alarms], dChannel: link.dChannel ? 'up' : 'down'};
}

const callStates: Record<CallState['kind'], LineState> = {
	new: 'ringing', collecting: 'ringing', offered: 'ringing', refusing: 'in-use', calling: 'dialling', called: 'dialling', up: 'in-use', clearing: 'in-use', over: 'idle',
};

function trouble(link: LinkState): string {
	if (isUnsteady(link)) return `The span comes and goes; look at its cable and its clock. It is used again when it has stayed for ${link.holdMs / 1000} s.`;
	if (link.alarms.length > 0) return `The span is in alarm: ${link.alarms.join(', ')}.`;
	return link.dChannel ? 'The span has just come back.' : 'The far end does not answer on the D channel.';
}
