import type {TargetName} from '../options.js';
import {asterisk} from './asterisk.js';
import {partyline} from './partyline.js';
import {reflector} from './reflector.js';
import type {Target} from './target.js';

export {startPartyline, type RunningBox} from './partyline.js';
export type {RunningTarget, Target} from './target.js';

export const targets: Record<TargetName, Target> = {
	reflector,
	partyline,
	asterisk: asterisk('plain', 'Asterisk ConfBridge'),
	'asterisk-drop': asterisk('drop', 'Asterisk, dsp_drop_silence'),
};
