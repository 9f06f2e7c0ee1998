import {startAppliance, type Appliance} from '../appliance/index.js';
import {createToken} from '../api/index.js';
import {madeName} from '../contract/index.js';
import {systemClock} from '../lib/clock.js';
import {createLog} from '../lib/log.js';
import {LogRing} from '../system/index.js';
import type {RunCommand} from './arguments.js';

export type BoxArguments = RunCommand & {
	version: string;
	webuiDir: string | null;
	/** Path of the program that simulates telephones. */
	simulatorProgram: string;
	environment: {XDG_CACHE_HOME?: string | undefined; HOME?: string | undefined};
	logLevel: string;
	/** Whoever started this process starts it again when it ends with `restartCode`. */
	isRestarted: boolean;
	/** Resolves with the name of the signal that asks the box to stop. */
	stopped: Promise<string>;
};

/** Of sysexits.h, EX_TEMPFAIL: try again. */
const restartCode = 75;
const tokenMs = 24 * 3_600_000;

/** Runs a box until it is told to stop. Answers with the exit code. */
export async function runBox(options: BoxArguments): Promise<number> {
	const {readyJson, logLevel, stopped, simulate, simulatorProgram: program, isRestarted, ...world} = options;
	const logLines = new LogRing();
	const log = createLog(logLevel, logLines);
	let restart: (why: 'restart') => void = () => undefined;
	const asked = new Promise<'restart'>(resolve => restart = resolve);
	const box = await startAppliance({
		...world, simulator: {program, simulate}, clock: systemClock, log, logLines, restart: {possible: isRestarted, ask: () => restart('restart')},
	});
	process.stdout.write(readyJson ? await readyLine(box) : welcome(box, {...options, isSetUp: await box.store.users.hasAdmin()}));
	const why = await Promise.race([stopped, asked]);
	log.info({why}, 'stopping');
	await box.stop();
	return why === 'restart' ? restartCode : 0;
}

/** For the program that started the box: where it listens, and a token to steer it with that is good for a day. */
async function readyLine({httpPort, httpsPort, sipPorts, store}: Appliance): Promise<string> {
	const expires = new Date(systemClock.now().getTime() + tokenMs);
	const {token} = await createToken(store, {role: 'admin', name: madeName('ready-line'), expiresAt: expires.toISOString()});
	return `${JSON.stringify({ready: true, http: httpPort, https: httpsPort, sip: sipPorts.udp ?? sipPorts.tcp, ports: sipPorts, token})}\n`;
}

function welcome({address, httpPort, httpsPort, sipPorts, createLogInPath, simulates}: Appliance, {demo, isSetUp}: BoxArguments & {isSetUp: boolean}): string {
	const host = address === '0.0.0.0' ? '127.0.0.1' : address;
	const sipPort = sipPorts.udp ?? sipPorts.tcp;
	const at = sipPort === 5060 ? host : `${host}:${sipPort}`;
	const numbers = demo ? [
		'',
		'  Dial            to reach',
		`  sip:8000@${at}  a conference; its PIN is 1234# (leader: 4321#)`,
		`  sip:8001@${at}  a conference without a PIN`,
		`  sip:8500@${at}  your own: key any number, choose a PIN`,
		`  sip:8888@${at}  any of them, by its number`,
	] : [];
	const open = address === '127.0.0.1' ? ['', '  Only this machine can call. For the office: npm start -- --listen 0.0.0.0'] : [];
	const encrypted = httpsPort === null ? [] : [`  By HTTPS: https://${host}:${httpsPort}/ (so that browsers trust it: http://${host}:${httpPort}/certificate)`];
	const look = `  Look at the rooms${simulates ? ', and lift a simulated telephone' : ''}, logged in as admin (the link works once):`;
	return [
		'',
		'  Partyline is ready.',
		...numbers,
		'',
		...(isSetUp ? [look, `  http://${host}:${httpPort}${createLogInPath()}`] : ['  It is to be set up first, in a browser:', `  http://${host}:${httpPort}/`]),
		`  The API: http://${host}:${httpPort}/api/docs`,
		...encrypted,
		...open,
		'',
		'',
	].join('\n');
}
