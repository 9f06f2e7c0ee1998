import test from 'ava';
import {
	afterAnswer, AtReader, callerIdOf, commandOf, dialogue, firstSetUp, modelOf,
	type DialogueEffect, type DialogueInput, type DialogueState, type Outcome,
} from '../../../firmware/lines/modem/index.js';

const read = (text: string) => new AtReader().take(Buffer.from(text, 'latin1'));

test('a modem\'s answer is read line by line, whatever ends its lines', t => {
	t.deepEqual(read('\r\nCONEXANT\r\n\r\nOK\r\nRING\r'), [{kind: 'line', text: 'CONEXANT'}, {kind: 'line', text: 'OK'}, {kind: 'line', text: 'RING'}]);
});
test('codes between the lines are read too', t => {
	t.deepEqual(read('OK\r\n\x10b\x10\x03R\x10dING\r'), [{kind: 'line', text: 'OK'}, {kind: 'dle', code: 'b'}, {kind: 'dle', code: 'd'}, {kind: 'line', text: 'RING'}]);
});
test('what no modem says is nonsense', t => {
	t.deepEqual(read('\x81\x92\xa5~{\r\nOK\r\n'), [{kind: 'nonsense', bytes: 5}, {kind: 'line', text: 'OK'}]);
});
test('a line without an end is nonsense', t => {
	t.deepEqual(read('x'.repeat(401)), [{kind: 'nonsense', bytes: 401}]);
});

const idOf = test.macro((t, line: string, expected: ReturnType<typeof callerIdOf>) => t.deepEqual(callerIdOf(line), expected));
test('a caller\'s number', idOf, 'NMBR = 5551001', {number: '5551001'});
test('a caller\'s number without spaces', idOf, 'NMBR=+15551001', {number: '+15551001'});
test('a caller\'s name', idOf, 'NAME = ADA LOVELACE', {name: 'ADA LOVELACE'});
test('a number that is withheld', idOf, 'NMBR = P', {number: ''});
test('a name that is out of area', idOf, 'NAME = O', {name: ''});
test('the date says nothing of who calls', idOf, 'DATE = 0105', {});
test('the time says nothing of who calls', idOf, 'TIME = 0900', {});
test('a message of several parts as the exchange sent it', idOf, `MESG = ${message('80', '0108' + hex('01050900') + '0207' + hex('5551001') + '0703' + hex('ADA'))}`, {number: '5551001', name: 'ADA'});
test('a message of date and number as the exchange sent it', idOf, `MESG = ${message('04', hex('010509005551001'))}`, {number: '5551001'});
test('a damaged message says nothing', idOf, 'MESG = 800F02075551001', {});
test('what is no caller ID', idOf, 'CONNECT', undefined);

function hex(text: string): string {
	return Buffer.from(text).toString('hex');
}

/** Type, length, and the sum that makes all of it 0. */
function message(type: string, body: string): string {
	const bytes = Buffer.from(type + (body.length / 2).toString(16).padStart(2, '0') + body, 'hex');
	const sum = bytes.reduce((total, byte) => total + byte, 0);
	return bytes.toString('hex') + ((0x100 - (sum & 0xff)) & 0xff).toString(16).padStart(2, '0');
}

const free: DialogueState = {kind: 'free'};
const command = (text: string) => ({text, waitMs: 2000});
const line = (text: string): DialogueInput => ({kind: 'received', item: {kind: 'line', text}});
const nonsense: DialogueInput = {kind: 'received', item: {kind: 'nonsense', bytes: 3}};
const after = (...inputs: DialogueInput[]): DialogueState => inputs.reduce<DialogueState>((state, input) => dialogue(state, input).state, free);
const waiting = after({kind: 'run', command: command('AT')});

function told(effect: DialogueEffect): string {
	switch (effect.kind) {
		case 'write': return `write ${JSON.stringify(effect.text)}`;
		case 'arm': return `arm ${effect.ms}`;
		case 'disarm': return 'disarm';
		case 'done': return `done ${effect.outcome.kind === 'final' ? [effect.outcome.result, ...effect.outcome.info].join(' ') : effect.outcome.kind}`;
		case 'news': return effect.news.kind === 'caller-id' ? `from ${effect.news.part.number}` : effect.news.kind === 'dle' ? `code ${effect.news.code}` : 'ring';
	}
}

const cells = new Set<string>();
const row = test.macro((t, given: DialogueState, input: DialogueInput, expected: string[]) => {
	cells.add(`${given.kind} ${input.kind}`);
	t.deepEqual(dialogue(given, input).effects.map(told), expected);
});
test('a command is said, and its answer waited for', row, free, {kind: 'run', command: command('ATI')}, ['write "ATI\\r"', 'arm 2000']);
test('a second command waits for the first', row, waiting, {kind: 'run', command: command('ATI')}, []);
test('and is said when that has been answered', row, after({kind: 'run', command: command('AT')}, {kind: 'run', command: command('ATI')}), line('OK'), ['write "ATI\\r"', 'arm 2000']);
test('an answer has its result and the lines before it', row, after({kind: 'run', command: command('ATI')}, line('ATI'), line('CX93001')), line('OK'), ['disarm', 'done OK CX93001']);
test('CONNECT may be followed by a rate', row, waiting, line('CONNECT 8000'), ['disarm', 'done CONNECT']);
test('dial tone is spelled in two ways', row, waiting, line('NO DIAL TONE'), ['disarm', 'done NO DIALTONE']);
test('a ring between a command and its answer is a ring', row, waiting, line('RING'), ['ring']);
test('a caller ID that nobody asked for is told', row, free, line('NMBR = 5551001'), ['from 5551001']);
test('a code is told at any time', row, free, {kind: 'received', item: {kind: 'dle', code: 'b'}}, ['code b']);
test('a result that nobody waits for is nothing', row, free, line('NO CARRIER'), []);
test('no answer in time is silence', row, waiting, {kind: 'timeout'}, ['disarm', 'done silence']);
test('an answer without a result is nonsense', row, after({kind: 'run', command: command('AT')}, nonsense), {kind: 'timeout'}, ['disarm', 'done nonsense']);
test('words without a result are nonsense too', row, after({kind: 'run', command: command('AT')}, line('login:')), {kind: 'timeout'}, ['disarm', 'done nonsense']);
test('a late timer does nothing', row, free, {kind: 'timeout'}, []);
test('what goes on for long is ended by a key', row, waiting, {kind: 'abort'}, ['write "\\r"', 'arm 3000']);
test('what has ended needs no end', row, free, {kind: 'abort'}, []);
test('a port that is closed answers nothing more', row, waiting, {kind: 'closed'}, ['disarm']);
test('a port that is closed may be closed', row, free, {kind: 'closed'}, ['disarm']);
test.after('every input is answered in every state', t => {
	const missing = ['free', 'waiting'].flatMap(state => ['run', 'received', 'abort', 'timeout', 'closed'].map(input => `${state} ${input}`)).filter(cell => !cells.has(cell));
	t.deepEqual(missing, []);
});

const model = test.macro((t, identity: string[], methods: string[], expected: readonly unknown[]) => {
	const found = modelOf(identity, methods);
	t.deepEqual(found ? [found.name, found.method, found.coding, found.endHex] : [], expected);
});
test('a Conexant is known by its name', model, ['56000', 'CX93001-EIS_V0.2013-V92', 'CONEXANT'], [], ['Conexant CX93001', 1, 'linear-unsigned', '105e']);
test('a USRobotics is known by its name', model, ['U.S. Robotics 56K FAX USB V1.2.23'], [], ['USRobotics USR5637', 128, 'linear-unsigned', '1003']);
test('a Zoom is not taken for the Conexant in it', model, ['Zoom 3095 USB Modem, CX93010'], [], ['Zoom 3095', 1, 'linear-unsigned', '10101003']);
test('of an unknown modem µ-law is taken where it has it', model, ['Modem X'], ['1,"UNSIGNED PCM",8,0,8000,0,0', '4,"G.711U-LAW",8,0,(7200-11025)'], ['Modem X', 4, 'mu', '105e']);
test('else A-law', model, ['Modem X'], ['+VSM: 5,"ALAW",8,0,(7200,8000)', '1,"UNSIGNED PCM",8,0,8000'], ['Modem X', 5, 'a', '105e']);
test('else linear', model, ['Modem X'], ['0,"SIGNED PCM",8,0,8000,0,0', '1,"UNSIGNED PCM",8,0,8000,0,0'], ['Modem X', 1, 'linear-unsigned', '105e']);
test('what the box can not decode is not taken', model, ['Modem X'], ['0,"SIGNED PCM",8,0,8000', '129,"IMA ADPCM",4,0,8000', '2,"LINEAR",16,0,8000', '7,"ULAW",8,0,11025'], []);

const ok = (...info: string[]): Outcome => ({kind: 'final', result: 'OK', info});
const error: Outcome = {kind: 'final', result: 'ERROR', info: []};

/** Sets a modem up that answers so to these commands, and OK to all others; what it was told last, and how that ended. */
function setUp(answers: Record<string, Outcome>): {last: string; end: string} {
	let progress = firstSetUp;
	for (;;) {
		const {text} = commandOf(progress);
		const next = afterAnswer(progress, answers[text] ?? ok());
		if (next.kind === 'ready') return {last: text, end: next.model.name};
		if (next.kind === 'failed') return {last: text, end: next.problem.message};
		progress = next.setUp;
	}
}
const voice = {'ATI3': ok('CX93001'), 'AT+FCLASS=?': ok('0,1,8')};
const setUpRow = test.macro((t, answers: Record<string, Outcome>, last: string, end: RegExp) => {
	const done = setUp(answers);
	t.is(done.last, last);
	t.regex(done.end, end);
});
test('a voice modem is set up to its end', setUpRow, voice, 'AT+VLS=0', /^Conexant CX93001$/);
test('what is not needed may be refused', setUpRow, {...voice, 'ATX4': error, 'AT&D0': error, 'AT+FMI?': error, 'AT+FMM?': error, 'AT+VSM=?': error, 'AT+VSD=128,0': error, 'AT+VCID=1': error}, 'AT+VLS=0', /^Conexant CX93001$/);
test('a modem that is silent is said to be', setUpRow, {AT: {kind: 'silence'}}, 'AT', /does not answer/);
test('a modem that talks nonsense is said to', setUpRow, {AT: {kind: 'nonsense'}}, 'AT', /makes no sense/);
test('a modem that falls silent in between is said to', setUpRow, {...voice, 'AT+VCID=1': {kind: 'silence'}}, 'AT+VCID=1', /does not answer/);
test('a modem for data alone is said to have no voice', setUpRow, {'AT+FCLASS=?': ok('0,1')}, 'AT+FCLASS=?', /no voice mode/);
test('a modem that does not go into voice mode is said to have none', setUpRow, {...voice, 'AT+FCLASS=8': error}, 'AT+FCLASS=8', /no voice mode/);
test('a modem whose coding is of no use is said to be', setUpRow, {'AT+FCLASS=?': ok('0,1,8'), 'AT+VSM=?': ok('129,"IMA ADPCM",4,0,8000')}, 'AT+VSM=?', /no way of coding speech/);
test('a modem that refuses its own coding is said to', setUpRow, {...voice, 'AT+VSM=1,8000': error}, 'AT+VSM=1,8000', /refuses the way of coding/);
