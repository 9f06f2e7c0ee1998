import test from 'ava';
import {parseCommandLine, type Command} from '../../../firmware/command-line/index.js';

const understood = test.macro((t, typed: string, expected: Partial<Command>) => {
	t.like(parseCommandLine(typed.split(' ').filter(word => word !== '')), expected);
});

test('nothing typed runs a box that listens as its settings say, without demo', understood, '', {
	verb: 'run', dataDir: './data', address: undefined, httpPort: 8080, httpsPort: undefined, sipPort: undefined, demo: false,
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
test('HTTPS is put on another port, or switched off', t => {
	t.like(parseCommandLine(['--https', '0']), {verb: 'run', httpsPort: 0});
	t.like(parseCommandLine(['--https', 'off']), {verb: 'run', httpsPort: 'off'});
});
test('line cards are looked for where the driver puts them, or elsewhere', t => {
	t.like(parseCommandLine([]), {verb: 'run', dahdiRoot: null});
	t.like(parseCommandLine(['--dahdi', '/run/lines/dahdi']), {verb: 'run', dahdiRoot: '/run/lines/dahdi'});
});
test('a token is made for an organizer', understood, 'token create --role organizer --name door --days 7', {verb: 'token', role: 'organizer', name: 'door', days: 7});
test('a token is good for what it is told', understood, 'token create --scopes read,control', {verb: 'token', scopes: ['read', 'control'], name: 'command line'});
test('a box is set up', understood, 'setup --admin Kim --password-file - --name Office --extension 8000', {
	verb: 'setup', admin: 'Kim', passwordFile: '-', boxName: 'Office', extension: '8000', pin: undefined, country: undefined,
});
test('somebody is given a new password', understood, 'user password Kim --password-file /run/secret', {verb: 'password', name: 'Kim', passwordFile: '/run/secret'});
test('help is help', understood, '--help', {verb: 'help'});

const refused = test.macro((t, typed: string, why: RegExp) => {
	const command = parseCommandLine(typed.split(' '));
	t.is(command.verb, 'wrong');
	t.regex(command.verb === 'wrong' ? command.why : '', why);
});

test('a port that is none is refused with what was typed', refused, '--http eighty', /--http takes a whole number from 0 to 65535, not "eighty"/);
test('an HTTPS port that is none is refused', refused, '--https on', /--https takes a whole number/);
test('a port beyond the last is refused', refused, '--sip 70000', /--sip takes a whole number/);
test('a role that is none is refused', refused, 'token create --role king', /admin, organizer or user, not "king"/);
test('simulated line cards and one\'s own at once are refused', refused, '--simulate --dahdi /run/lines/dahdi', /leave --dahdi out/);
test('a verb that is none is refused', refused, 'fly', /There is no "fly"/);
test('an option that is none is refused', refused, '--fast', /--fast/);
test('a scope that is none is refused', refused, 'token create --scopes read,fly', /--scopes takes read, control, configure, with commas between them, not "fly"/);
test('a set-up without a password file is refused', refused, 'setup --admin Kim', /--password-file/);
test('a set-up without an admin is refused', refused, 'setup --password-file -', /--admin NAME/);
test('a PIN without a conference is refused', refused, 'setup --admin Kim --password-file - --pin 1234', /--extension/);
test('a password for nobody is refused', refused, 'user password --password-file -', /name of one user/);
