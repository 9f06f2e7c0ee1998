import test from 'ava';
import {setUpLines} from '../../support/fake-lines.js';

test('a phone that is lifted has its dial tone before anything else happens', t => {
	const {lines, driver, hears, view} = setUpLines();
	lines.start();
	const phone = driver.line(1);
	phone.tell({kind: 'line.hook', offHook: true});
	t.like(hears(phone), {sounds: [{frequenciesHz: [350], dbm0: -18, ms: 4}], repeat: true});
	t.is(view('Phone 1').state, 'dialling');
});

test('who dials by keypad reaches the box with what he dialled, and keys his PIN', async t => {
	const {lines, driver, hears, press, taken, view} = setUpLines();
	lines.start();
	const phone = driver.line(1);
	phone.tell({kind: 'line.hook', offHook: true});
	press(phone, '8');
	t.is(hears(phone), undefined, 'the dial tone goes on');
	press(phone, '0001234#');
	const [leg] = taken;
	t.like(leg, {dialled: '8000', direction: 'in', caller: {line: 'Phone 1', number: '', name: '', source: 'wctdm-0-1 '}, media: {codec: 'pcmu', encrypted: false}});
	t.like(view('Phone 1'), {state: 'in-use', call: leg?.id ?? ''});
	t.is(leg?.digits.kept, 5);
	leg?.subscribe(event => t.deepEqual(event, {kind: 'talking', talking: true}));
	if (phone.leg) lines.take({kind: 'talking', leg: phone.leg, talking: true});
	phone.tell({kind: 'line.hook', offHook: false});
	t.deepEqual(leg?.ended.reason, {by: 'caller', outcome: 'hung-up'});
	t.is(phone.leg, undefined);
	t.like(view('Phone 1'), {state: 'idle', call: null});
});

test('who dials by pulses reaches the box too', t => {
	const {lines, driver, taken} = setUpLines();
	lines.start();
	const phone = driver.line(1);
	phone.tell({kind: 'line.hook', offHook: true});
	for (const digit of '8000') phone.tell({kind: 'line.digit', digit, source: 'pulse'});
	t.is(taken[0]?.dialled, '8000');
	phone.tell({kind: 'line.digit', digit: '1', source: 'pulse'});
	t.is(taken[0]?.digits.kept, 1);
});

test('a phone left off its hook hears reorder, howler and then nothing, and works again when it is put down', async t => {
	const {lines, driver, clock, hears, view} = setUpLines();
	lines.start();
	const phone = driver.line(1);
	phone.tell({kind: 'line.hook', offHook: true});
	await clock.advance(20_000);
	t.like(hears(phone), {sounds: [{frequenciesHz: [480], dbm0: -18, ms: 'congestion'.length}]});
	await clock.advance(10_000);
	t.like(hears(phone), {sounds: [{frequenciesHz: [480], dbm0: -18, ms: 'howler'.length}]});
	t.is(view('Phone 1').state, 'off-hook');
	await clock.advance(60_000);
	t.is(phone.leg, undefined);
	t.is(view('Phone 1').detail, 'The phone was left off its hook; it works again when it is put down.');
	phone.tell({kind: 'line.hook', offHook: false});
	phone.tell({kind: 'line.hook', offHook: true});
	t.is(view('Phone 1').state, 'dialling');
});

test('a phone whose call the box ends hears reorder tone until it is put down', t => {
	const {lines, driver, taken, press, hears, view} = setUpLines();
	lines.start();
	const phone = driver.line(1);
	phone.tell({kind: 'line.hook', offHook: true});
	press(phone, '8000');
	taken[0]?.hangUp('ended-by-leader');
	t.deepEqual(taken[0]?.ended.reason, {by: 'box', outcome: 'ended-by-leader'});
	t.true(hears(phone)?.repeat);
	t.like(view('Phone 1'), {state: 'off-hook', call: null});
});

test('the box rings a phone with who calls, and lifting it is the answer', t => {
	const {lines, driver, view} = setUpLines();
	lines.start();
	const phone = driver.line(1);
	const [dialler] = lines.diallers({kind: 'line', line: view('Phone 1').id});
	const leg = dialler?.dial({number: '21', called: '21', callerNumber: '8000', callerName: 'Board'});
	t.like(leg, {direction: 'out', answered: false, dialled: '21', caller: {number: '21', line: 'Phone 1'}});
	t.deepEqual(phone.asked, ['ring 8000 Board']);
	t.is(dialler?.dial({number: '21', called: '21', callerNumber: '', callerName: ''}), undefined, 'it can not be rung twice');
	const told: string[] = [];
	leg?.subscribe(({kind}) => told.push(kind));
	phone.tell({kind: 'line.hook', offHook: true});
	t.deepEqual(told, ['answered']);
	t.true(leg?.answered);
	phone.tell({kind: 'line.hook', offHook: false});
	t.deepEqual(leg?.ended.reason, {by: 'caller', outcome: 'hung-up'});
});

test('a phone that nobody lifts stops ringing', async t => {
	const {lines, driver, clock, view} = setUpLines();
	lines.start();
	const [dialler] = lines.diallers({kind: 'line', line: view('Phone 1').id});
	const leg = dialler?.dial({number: '21', called: '21', callerNumber: '', callerName: ''});
	await clock.advance(45_000);
	t.deepEqual(leg?.ended.reason, {by: 'network', outcome: 'no-answer'});
	t.is(driver.line(1).asked.at(-1), 'stop ringing');
});

test('a phone that is lifted already can not be rung', t => {
	const {lines, driver, view} = setUpLines();
	lines.start();
	driver.line(1).tell({kind: 'line.hook', offHook: true});
	const [dialler] = lines.diallers({kind: 'line', line: view('Phone 1').id});
	t.is(dialler?.dial({number: '21', called: '21', callerNumber: '', callerName: ''}), undefined);
});

test('a phone that should not see who calls does not', t => {
	const config = {kind: 'fxs', name: 'Kitchen', enabled: true, receiveGainDb: 0, transmitGainDb: 0, echo: 'auto', digits: 'auto', extension: '21', callerId: false} as const;
	const {lines, driver, view} = setUpLines({configs: {'wctdm-0-1': config}});
	lines.start();
	const [dialler] = lines.diallers({kind: 'line', line: view('Kitchen').id});
	t.is(dialler?.dial({number: '21', called: '21', callerNumber: '8000', callerName: ''})?.caller.line, 'Kitchen');
	t.deepEqual(driver.line(1).asked, ['ring unknown']);
});

test('an admin who tries a phone hears what is tried, and is refused while a call is up', async t => {
	const {lines, driver, press, hears, view} = setUpLines();
	lines.start();
	const phone = driver.line(1);
	const {id} = view('Phone 1');
	t.like(await lines.test(id, 'milliwatt'), {ok: true, result: {ok: true}});
	t.deepEqual(hears(phone)?.sounds, [{frequenciesHz: [1004], dbm0: 0, ms: 3_600_000}]);
	t.like(view('Phone 1'), {state: 'testing', detail: 'The milliwatt tone at 0 dBm0 is played for a minute; lift the phone to hear or measure it.'});
	t.like(await lines.test(id, 'ring'), {ok: false, code: 'CONFLICT'});
	t.like(await lines.test(id, 'stop'), {ok: true, result: {findings: [{code: 'test-ended'}]}});
	t.like(await lines.test(id, 'line-check'), {ok: true, result: {ok: true, figures: {receiveDbm0: -62, echoReturnLossDb: null}}});
	phone.tell({kind: 'line.hook', offHook: true});
	press(phone, '8000');
	t.like(await lines.test(id, 'loopback'), {ok: false, code: 'CONFLICT', reason: {code: 'untested-call'}});
});
