import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import pino from 'pino';
import type {DomainEvent, LinesView, LineView} from '../../../firmware/contract/index.js';
import {Simulator, startSimulator, type Simulation} from '../../../firmware/simulator/index.js';
import {ManualClock} from '../../support/manual-clock.js';
import {Happenings} from '../../support/happenings.js';

const phone = (id: string, kind: 'handset' | 'outside', number = '') => ({id, kind, name: id, number, hook: 'on', ringing: false, display: '', voice: false});
const ready = {
	event: 'ready', root: '/nowhere/dahdi', audio: '/nowhere/audio.sock', spans: [{id: 'span-1', type: 'E1'}], modems: [{id: 'modem-1'}],
	phones: [phone('handset-1', 'handset'), phone('outside-1', 'outside', '5551001')], lines: [{id: 'line-1', number: '5552001'}, {id: 'line-m1', number: '5552101'}],
};

/** A program in place of the simulator: says that it is ready, then writes down what it is told, and answers when `answers` says so. */
const obedient = `
import {createInterface} from 'node:readline';
const say = message => console.log(JSON.stringify(message));
say(${JSON.stringify(ready)});
createInterface({input: process.stdin}).on('line', line => {
	const {id, do: what, ...fields} = JSON.parse(line);
	if (what === 'flash') return say({id, ok: false, error: 'it is on its hook, or dialling'});
	if (fields.keys === 'A') return process.exit(7);
	if (fields.keys === 'B') console.log('Segmentation fault?');
	say({event: 'phone', ...${JSON.stringify(phone('outside-1', 'outside', '5551001'))}, display: what + JSON.stringify(fields)});
	setImmediate(() => say({id, ok: true}));
});
`;

/** Runs it, and gives what came of that. Everything ends with the test. */
export async function start(t: ExecutionContext, program: {script: string; runs?: string} | 'obedient' | 'missing', simulate: 'always' | 'never' = 'always'): Promise<Simulation> {
	const folder = await mkdtemp(join(tmpdir(), 'partyline-simulator-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const path = join(folder, 'program.mjs');
	const {script, runs = '/bin/sh'} = program === 'obedient' ? {script: obedient, runs: process.execPath} : program === 'missing' ? {script: ''} : program;
	if (program !== 'missing') {
		await writeFile(path, `#!${runs}\n${script}\n`);
		await chmod(path, 0o755);
	}
	return startSimulator({program: path, dataDir: folder, simulate, log: pino({level: 'silent'})});
}

const line = (id: string, kind: LineView['kind'], config: object | null) => ({id, kind, name: id, config}) as unknown as LineView;

/** The box around the telephones: what its lines and numbers are, and what it was told. */
export class Surrounding {
	readonly told = new Happenings<DomainEvent>();
	extension: string | null = null;
	readonly simulator: Simulator;

	constructor(t: ExecutionContext, simulation: Simulation) {
		this.simulator = new Simulator(simulation, {
			clock: new ManualClock(), log: pino({level: 'silent'}), tell: event => this.told.add(event),
			surroundings: () => ({lines: this.#lines(), portal: '8888', plan: [
				{number: '8000', use: 'static', conference: null, line: null, phone: null, description: ''}, {number: '8888', use: 'portal', conference: null, line: null, phone: null, description: ''},
				{number: '801', use: 'static', conference: null, line: null, phone: null, description: ''},
			]}),
		});
		t.teardown(() => this.simulator.stop(1000));
	}

	#lines(): LinesView {
		const config = {lastDigits: 4, inboundNumbers: [{dialled: '8500', target: '801'}]};
		return {
			cards: [], spans: [{id: 'pri', name: 'PRI 1', config} as unknown as LinesView['spans'][number]],
			lines: [line('Phone 1', 'fxs', {kind: 'fxs', extension: this.extension}), line('FXO 1', 'fxo', {kind: 'fxo', target: '8000'})],
		};
	}
}
