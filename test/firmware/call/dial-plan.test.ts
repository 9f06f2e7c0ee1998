import test from 'ava';
import {reasonOf, type LineId, type SipPhoneId} from '../../../firmware/contract/index.js';
import {conflict, dialPlan, handsetsOf, resolve, type Handset, type SipHandset, type Plan} from '../../../firmware/call/index.js';
import {dynamicConference, staticConference} from '../../support/conferences.js';

const weekly = staticConference({extension: '8000', description: 'Weekly'});
const adHoc = dynamicConference({extension: '8500'});
const kitchen: Handset = {line: 'card-1' as LineId, extension: '20', name: 'Kitchen'};
const desk: SipHandset = {phone: 'phone-1' as SipPhoneId, extension: '30', name: 'Desk'};
const plan: Plan = {conferences: [adHoc, weekly], portal: '8888', handsets: [kitchen], phones: [desk]};

const reaches = test.macro({
	exec(t, dialled: string, use: 'static' | 'dynamic' | 'portal') {
		const {destination, rule} = resolve(plan, dialled);
		t.is(rule?.use, use);
		t.is(destination.kind === 'ivr' ? destination.ask.kind : undefined, use);
	},
	title: (_, dialled: string, use: string) => `caller who dials "${dialled}" reaches the ${use} questions`,
});

test(reaches, '8000', 'static');
test(reaches, '+8000', 'static');
test(reaches, '8000;phone-context=example.com', 'static');
test(reaches, '8500', 'dynamic');
test(reaches, '8888', 'portal');

const isTold = test.macro({
	exec(t, dialled: string) {
		t.deepEqual(resolve(plan, dialled), {destination: {kind: 'hangup', outcome: 'unknown-number', say: ['not-in-service']}, rule: undefined});
	},
	title: (_, dialled: string) => `caller who dials "${dialled}" is told that the number is not in service`,
});

for (const dialled of ['20', '30', '8001', '800', '80000', '', '+', 'alice', '8000x', '80 00', ' 8000', '8000\n', '++8000', ';8000', '８０００']) test(isTold, dialled);

test('caller who dials the old portal number is told so when the portal is switched off', t => {
	t.is(resolve({...plan, portal: null}, '8888').destination.kind, 'hangup');
});

test('admin sees every number in use and by whom, in the order of the numbers', t => {
	t.deepEqual(dialPlan({...plan, conferences: [staticConference({extension: '10000'}), adHoc, weekly]}).map(({number, use}) => [number, use]), [
		['20', 'handset'], ['30', 'phone'], ['8000', 'static'], ['8500', 'dynamic'], ['8888', 'portal'], ['10000', 'static'],
	]);
	t.deepEqual(dialPlan({conferences: [weekly], portal: null, handsets: [kitchen], phones: [desk]}), [
		{number: '20', use: 'handset', conference: null, line: kitchen.line, phone: null, description: 'Kitchen'},
		{number: '30', use: 'phone', conference: null, line: null, phone: desk.phone, description: 'Desk'},
		{number: '8000', use: 'static', conference: weekly.id, line: null, phone: null, description: 'Weekly'},
	]);
});

const entries = dialPlan(plan);

const holder = test.macro({
	exec: (t, number: string, except: Parameters<typeof conflict>[2], who: string) => t.is(conflict(entries, number, except)?.message, `${number} is in use already by ${who}.`),
	title: (_given, number) => `admin who gives ${number} away twice is told who has it`,
});
test(holder, '8000', undefined, 'the conference “Weekly”');
test(holder, '8500', undefined, 'a conference');
test(holder, '8888', weekly.id, 'the portal');
test(holder, '20', weekly.id, 'the phone “Kitchen”');
test(holder, '30', kitchen.line, 'the phone “Desk”');
test('admin who wants a conference\'s number for a handset or the portal is told of the conference', t => {
	for (const except of [kitchen.line, 'portal'] as const) t.deepEqual(reasonOf(conflict(entries, '8000', except)), {code: 'used-by-named-conference', values: {number: '8000', name: 'Weekly'}});
});

test('admin may save a conference, a handset, a phone or the portal with the number that it has, and any free number', t => {
	t.is(conflict(entries, '8000', weekly.id), undefined);
	t.is(conflict(entries, '8888', 'portal'), undefined);
	t.is(conflict(entries, '20', kitchen.line), undefined);
	t.is(conflict(entries, '30', desk.phone), undefined);
	t.is(conflict(entries, '8001'), undefined);
});

test('admin sees a handset in the dial plan as long as its line has an extension', t => {
	const config = {
		kind: 'fxs', name: 'Kitchen', enabled: true, receiveGainDb: 0, transmitGainDb: 0, echo: 'auto', digits: 'auto', extension: '20', callerId: true,
	} as const;
	t.deepEqual(handsetsOf([{id: kitchen.line, config}]), [kitchen]);
	t.deepEqual(handsetsOf([{id: kitchen.line, config: {...config, extension: null}}]), []);
});
