import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {freePort, startChild} from '../child.js';
import {sources} from '../programs.js';
import type {Target} from './target.js';

const templates = `${sources}peers/asterisk/`;

/** ConfBridge with one of the two kinds of user of peers/asterisk/confbridge.conf. */
export function asterisk(user: 'plain' | 'drop', title: string): Target {
	return {
		title,
		async start(_rooms, shield) {
			const tree = execFileSync('sh', [`${sources}peers/asterisk.sh`], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']}).trim();
			const sipPort = await freePort();
			configure(tree, {PORT: String(sipPort), USER: user, TRIPLET: triplet(tree)});
			// It takes real-time priority by its own option only.
			const words = [tree, '/usr/sbin/asterisk', '-f', ...(shield ? ['-p'] : []), '-C', '/bench/asterisk.conf'];
			const child = await startChild({command: 'chroot', words, shield, ready: line => line.includes('Asterisk Ready')});
			return {...child, sipPort, echo: false};
		},
	};
}

function triplet(tree: string): string {
	const found = readdirSync(`${tree}/usr/lib`).find(name => name.endsWith('-linux-gnu'));
	if (found === undefined) throw new Error(`There is no Debian library folder in ${tree}.`);
	return found;
}

/** Fills @NAME@ in the templates and writes them to /bench of the private tree, emptied before. */
function configure(tree: string, values: Record<string, string>): void {
	const folder = `${tree}/bench`;
	rmSync(folder, {recursive: true, force: true});
	mkdirSync(`${folder}/var`, {recursive: true});
	for (const name of readdirSync(templates)) {
		const text = readFileSync(templates + name, 'utf8');
		writeFileSync(`${folder}/${name}`, text.replaceAll(/@([A-Z]+)@/g, (whole, key: string) => values[key] ?? whole));
	}
}
