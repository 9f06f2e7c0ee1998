import {told, type Told} from '../contract/index.js';
import type {ProgramEnd} from './program.js';

/** Its exit code where there is no /dev/fuse, or no right to mount. */
const noFuse = 3;

/** Why there are no simulated telephones, with what to do. */
export function problemAtStart({code, said}: ProgramEnd): Told {
	if (code === noFuse) return told('simulator-no-fuse');
	if (code === null && said.includes('ENOENT')) return told('simulator-not-built');
	return {...told('simulator-not-started'), message: `The simulator of telephones did not start${said === '' ? '' : ` (${said})`}. Calls by SIP work all the same.`};
}

/** Of one that ran and is gone. */
export function problemOfDeath({code, said}: ProgramEnd): Told {
	const how = code === null ? 'was killed' : `ended with code ${code}`;
	return {...told('simulator-died'), message: `The simulator of telephones ${how}${said === '' ? '' : ` (${said})`}; its lines are gone. Start the box again to have them back.`};
}
