import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {PowerCuts, type Cut} from './power-cuts.js';
import {createRandom} from './random.js';

/** Kills a box at random moments of its start and its work, and tells what was lost. Exit code 1: something was. */
const {values} = parseArgs({options: {times: {type: 'string', default: '200'}, seed: {type: 'string', default: String(Date.now() % 100_000)}}});
/** Most moments are of the work: the start is short, and writes little. */
const startShare = 0.2;
const longestStartMs = 1500;
const longestWorkMs = 3000;

const random = createRandom(Number(values.seed));
const dataDir = await mkdtemp(join(tmpdir(), 'partyline-power-'));
const cuts = await PowerCuts.prepare(dataDir);
const all: Cut[] = [];
for (let n = 1; n <= Number(values.times); n++) {
	const after = random() < startShare ? 'start' : 'ready';
	const ms = Math.round(random() * (after === 'start' ? longestStartMs : longestWorkMs));
	const cut = await cuts.cut({after, ms});
	all.push(cut);
	const lost = cut.lostMs === null ? '' : `, ${cut.lostMs} ms of the recording lost`;
	process.stdout.write(`${n}: power cut ${ms} ms after ${after === 'start' ? 'the start' : 'it was ready'}, during ${cut.during}${lost}${cut.problems.map(problem => `\n   ${problem}`).join('')}\n`);
}
await cuts.close();
const bad = all.filter(({problems}) => problems.length > 0).length;
const count = (during: Cut['during']) => all.filter(cut => cut.during === during).length;
const most = Math.max(0, ...all.map(({lostMs}) => lostMs ?? 0));
process.stdout.write(`seed ${values.seed}: ${all.length} power cuts (${count('start')} during the start, ${count('work')} during work, ${count('recording')} during a recording); `
	+ `at most ${most} ms of a recording lost; ${bad} with something else lost\n`);
if (bad === 0) await rm(dataDir, {recursive: true, force: true});
else process.stdout.write(`The data is in ${dataDir}\n`);
process.exitCode = bad === 0 ? 0 : 1;
