import type {ProgramEnd} from './program.js';

/** Its exit code where there is no /dev/fuse, or no right to mount. */
const noFuse = 3;

/** Why there are no simulated telephones, with what to do. */
export function problemAtStart({code, said}: ProgramEnd): string {
	if (code === noFuse) {
		return 'Telephones can\'t be simulated here: this machine has no /dev/fuse, or the box may not use it. Load the module (modprobe fuse) or give the container the device; calls by SIP work all the same.';
	}
	if (code === null && said.includes('ENOENT')) return 'The simulator of telephones is not built. Run "sh image-build/setup.sh run", which builds it.';
	return `The simulator of telephones did not start${said === '' ? '' : ` (${said})`}. Calls by SIP work all the same.`;
}

/** Of one that ran and is gone. */
export function problemOfDeath({code, said}: ProgramEnd): string {
	const how = code === null ? 'was killed' : `ended with code ${code}`;
	return `The simulator of telephones ${how}${said === '' ? '' : ` (${said})`}; its lines are gone. Start the box again to have them back.`;
}
