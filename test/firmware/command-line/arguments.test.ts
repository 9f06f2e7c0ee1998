import test from 'ava';
import {parseCommandLine, type Command} from '../../../firmware/command-line/index.js';

const understood = test.macro((t, typed: string, expected: Partial<Command>) => {
	t.like(parseCommandLine(typed.split(' ').filter(word => word !== '')), expected);
});

test('nothing typed runs a box for this machine only, without demo', understood, '', {
	verb: 'run', dataDir: './data', address: '127.0.0.1', httpPort: 8080, sipPort: undefined, demo: false,
});
test('the demo can be taken back, as npm start always gives it', understood, '--demo --no-demo', {verb: 'run', demo: false});
test('the demo simulates telephones where there are no line cards', understood, '--demo', {verb: 'run', simulate: 'without-cards'});
test('telephones are simulated without the demo when asked for', understood, '--no-demo --simulate', {verb: 'run', simulate: 'always', demo: false});
test('the demo runs without simulated telephones when asked to', understood, '--demo --no-simulate', {verb: 'run', simulate: 'never', demo: true});
test('a demo with line cards of one\'s own simulates none', understood, '--demo --dahdi /run/lines/dahdi', {verb: 'run', simulate: 'never'});
test('nothing typed simulates nothing', understood, '', {verb: 'run', simulate: 'never'});
test('ports and address are taken', understood, '--listen 0.0.0.0 --http 0 --sip 5070 --data /var/lib/box', {
	verb: 'run', address: '0.0.0.0', httpPort: 0, sipPort: 5070, dataDir: '/var/lib/box',
});
test('line cards are looked for where the driver puts them, or elsewhere', t => {
	t.like(parseCommandLine([]), {verb: 'run', dahdiRoot: null});
	t.like(parseCommandLine(['--dahdi', '/run/lines/dahdi']), {verb: 'run', dahdiRoot: '/run/lines/dahdi'});
});
test('a token is made for an organizer', understood, 'token create --role organizer --name door --days 7', {verb: 'token', role: 'organizer', name: 'door', days: 7});
test('help is help', understood, '--help', {verb: 'help'});

const refused = test.macro((t, typed: string, why: RegExp) => {
	const command = parseCommandLine(typed.split(' '));
	t.is(command.verb, 'wrong');
	t.regex(command.verb === 'wrong' ? command.why : '', why);
});

test('a port that is none is refused with what was typed', refused, '--http eighty', /--http takes a whole number from 0 to 65535, not "eighty"/);
test('a port beyond the last is refused', refused, '--sip 70000', /--sip takes a whole number/);
test('a role that is none is refused', refused, 'token create --role king', /admin, organizer or user, not "king"/);
test('simulated line cards and one\'s own at once are refused', refused, '--simulate --dahdi /run/lines/dahdi', /leave --dahdi out/);
test('a verb that is none is refused', refused, 'fly', /There is no "fly"/);
test('an option that is none is refused', refused, '--fast', /--fast/);
