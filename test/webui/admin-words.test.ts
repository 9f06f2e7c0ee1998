import test from 'ava';
import {formSchemas, settings, type LineId} from '../../firmware/contract/index.js';
import {defaultsOf, fieldsOf, withoutUnset, type Field, type FormSchema} from '../../webui/form/fields.js';
import {findingOf, problemsWithin, secretDots} from '../../webui/form/problems.js';
import {loadTranslator} from '../../webui/i18n/index.js';
import {invitationText, peopleIn, waysInto, type WaysIn} from '../../webui/pages/conferences/words.js';
import {placeOf, strayTargets} from '../../webui/pages/dial-plan/words.js';
import {found, groupsOf, titleAt, valueText} from '../../webui/pages/settings/words.js';
import {conference} from './admin-answers.js';
import {conferenceId, dialPlanEntry, fxo, line, participant, pri, room, span} from './builders.js';

const sent = (schema: object): FormSchema => JSON.parse(JSON.stringify(schema)) as FormSchema;
const english = await loadTranslator(['en']);
const same = test.macro((t, actual: unknown, expected: unknown) => t.deepEqual(actual, expected));

const nothing: WaysIn = {lines: {cards: [], spans: [], lines: []}, trunks: [], portal: null};
const outside = (config: typeof fxo) => ({...nothing.lines, lines: [line('3', {config})]});
const primary = (changes: Partial<typeof pri>) => ({...nothing.lines, spans: [span('s1', {config: {...pri, lastDigits: 2, ...changes}})]});
test('no line leads to a number on a box without lines', same, waysInto('8000', nothing, english), []);
test('a line that is answered by a number leads there', same, waysInto('8000', {...nothing, lines: outside({...fxo, target: '8000'})}, english), ['FXO 3']);
test('a line that is answered by another number does not', same, waysInto('8000', {...nothing, lines: outside({...fxo, target: '8001'})}, english), []);
test('a line that is answered by the portal leads to every number', same, waysInto('8000', {...nothing, portal: '8888', lines: outside(fxo)}, english), ['FXO 3']);
test('a line that is switched off leads nowhere', same, waysInto('8000', {...nothing, lines: outside({...fxo, target: '8000', enabled: false})}, english), []);
test('a span whose last digits are the numbers of the box leads to them', same, waysInto('8000', {...nothing, lines: primary({lastDigits: 4})}, english), ['PRI 1']);
test('a span that knows too few digits does not', same, waysInto('8000', {...nothing, lines: primary({})}, english), []);
test('a span with a number for it leads there', same, waysInto('8000', {...nothing, lines: primary({inboundNumbers: [{dialled: '77', target: '8000'}]})}, english), ['PRI 1']);
test('a trunk whose calls go to what was dialled leads everywhere', same, waysInto('8000', {...nothing, trunks: [{name: 'Provider', enabled: true, number: ''}]}, english), ['Provider']);

test('a conference\'s people are those of all its rooms', same, peopleIn({id: conferenceId('c')}, [
	room('a', {conference: conferenceId('c'), participants: [participant('1')]}), room('b', {conference: conferenceId('c'), participants: [participant('2'), participant('3')]}), room('x', {participants: [participant('4')]}),
]), 3);

test('participants of a conference without a PIN are not told of one, and those outside get the digits that lead in', async t => {
	const translator = await loadTranslator(['en']);
	const facts = {portal: null, outside: ['5550123'], host: 'box.example'};
	const open = invitationText({...facts, conference: conference('c', {pin: null, description: ''})}, translator);
	t.is(open, 'Conference 8000\n\nNumber: 8000\n\nFrom a phone of the office, dial 8000; you are in at once.\nFrom outside, dial the number that ends in 5550123.\nBy SIP: sip:8000@box.example');
	const {pin: _pin, leaderPin: _leaderPin, ...rest} = conference('c');
	t.true(invitationText({...facts, conference: {...rest, kind: 'dynamic'}}, translator).includes('Who is first chooses the PIN'));
});

test('a conference is set up on its own page', same, placeOf(dialPlanEntry('8000')), '/conferences/conference-8000');
test('a handset is set up among the lines', same, placeOf(dialPlanEntry('21', {use: 'handset', conference: null, line: '1' as LineId})), '/lines');
test('numbers that nobody has are told with what leads to them', same, strayTargets({
	plan: [dialPlanEntry('8000')], trunks: [{name: 'T', number: ''}],
	lines: {cards: [], spans: [span('s1', {config: {...pri, otherwise: '9999', inboundNumbers: [{dialled: '1', target: '8000'}, {dialled: '2', target: '7000'}]}})], lines: []},
}, english), [{from: 'PRI 1 · 2', number: '7000', place: '/lines'}, {from: 'PRI 1', number: '9999', place: '/lines'}]);

const groups = groupsOf(sent(settings));
const entry = groups.find(({name}) => name === 'entry');
const fieldOf = (name: string): Field => {
	const field = groups.flatMap(group => group.fields).find(one => one.name === name);
	if (!field) throw new Error(`There is no setting "${name}".`);
	return field;
};
test('settings are found by accentless words in the viewer\'s language', async t => {
	const french = await loadTranslator(['fr']);
	t.truthy(entry);
	if (entry) t.deepEqual([found(entry, 'PIN essais', french), found(entry, 'numero conferences', french), found(entry, 'xyz', french)], [['pinTries'], ['portal'], []]);
	t.is(titleAt('/sip/udpPort', groups, french), 'SIP: Port UDP');
});
test('a default is told in words', async t => {
	const german = await loadTranslator(['de']);
	t.deepEqual([valueText(fieldOf('https'), 'on', german), valueText(fieldOf('portal'), null, german), valueText(fieldOf('cards'), true, german), valueText(fieldOf('codecs'), ['opus', 'g722'], german), valueText(fieldOf('udpPort'), 5060, german)],
		['Neben HTTP', 'leer', 'ein', 'Opus und G.722', '5060']);
});

test('a number below its bound is found', same, findingOf(fieldOf('pinTries'), 0), {code: 'between', values: {minimum: 1, maximum: 9}});
test('a number that may be empty may be', same, findingOf(fieldOf('udpPort'), null), undefined);
test('a number that may not be empty may not', same, findingOf(fieldOf('pinTries'), ''), {code: 'missing'});
test('half a number is found where only whole ones do', same, findingOf(fieldOf('pinTries'), 2.5), {code: 'whole'});
test('an address that is none is found by its line', same, findingOf(fieldOf('neverBan'), ['192.0.2.1', 'office']), {code: 'line', values: {line: 'office'}});
test('the last codec can not be left out', same, findingOf(fieldOf('codecs'), []), {code: 'none'});
test('an empty name is found', same, findingOf(fieldOf('name'), ''), {code: 'missing'});
test('a secret that stays as it is is no problem', same, findingOf(fieldOf('password'), secretDots), undefined);
test('problems of a part have their paths from there on', same, problemsWithin('sip', [{path: '/sip/udpPort', message: 'a'}, {path: '/sipx/udpPort', message: 'b'}]), [{path: '/udpPort', message: 'a'}]);

test('a new conference begins with the defaults, and what is not chosen is not sent', t => {
	const schema = sent(formSchemas['static-conference']);
	const value = defaultsOf(schema);
	t.like(value, {kind: 'static', extension: '', pin: null, language: null, record: 'on-demand', attentionToneSeconds: 0});
	t.false('language' in withoutUnset(schema, value));
	t.is(withoutUnset(schema, value)['pin'], null);
});
test('permissions are a group of their own', t => {
	const field = fieldsOf(sent(formSchemas.user)).find(({name}) => name === 'mayCall');
	t.deepEqual(field?.kind === 'group' && field.fields.map(({path}) => path), ['mayCall.external', 'mayCall.international', 'mayCall.premium']);
});
