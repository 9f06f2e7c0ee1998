import {told, type LineState, type Told} from '../../contract/index.js';
import type {CallState} from './call-state.js';
import type {ChannelUse} from './channels.js';
import {isUnsteady, type LinkState} from './link-state.js';

export type Shown = {state: LineState; what?: Told};

/** What people see of a bearer channel. */
export function shownBearer(use: ChannelUse, call: CallState | undefined, link: LinkState): Shown {
	if (call) return {state: callStates[call.kind]};
	if (use.kind === 'testing') return {state: 'testing'};
	if (link.kind !== 'up') return {state: 'alarm', what: trouble(link)};
	if (use.kind === 'out-of-service') return {state: 'alarm', what: told('channel-not-restarted')};
	return {state: 'idle'};
}

/** One that comes and goes is shown as that: each coming and going would be no news. */
export function shownLink(link: LinkState): {alarms: string[]; dChannel: 'up' | 'down'} {
	if (isUnsteady(link)) return {alarms: ['unsteady'], dChannel: 'down'};
	return {alarms: [...link.alarms], dChannel: link.dChannel ? 'up' : 'down'};
}

const callStates: Record<CallState['kind'], LineState> = {
	new: 'ringing', collecting: 'ringing', offered: 'ringing', refusing: 'in-use', calling: 'dialling', called: 'dialling', up: 'in-use', clearing: 'in-use', over: 'idle',
};

function trouble(link: LinkState): Told {
	if (isUnsteady(link)) return told('span-unsteady', {seconds: link.holdMs / 1000});
	const [alarm] = link.alarms;
	if (alarm) return told(`alarm-${alarm}`);
	return told(link.dChannel ? 'span-back' : 'span-silent');
}
