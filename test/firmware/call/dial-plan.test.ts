import test from 'ava';
import type {DialPlanEntry} from '../../../firmware/contract/index.js';
import {conflict, dialPlan, resolve} from '../../../firmware/call/index.js';
import {dynamicConference, staticConference} from '../../support/conferences.js';

const weekly = staticConference({extension: '8000', description: 'Weekly'});
const adHoc = dynamicConference({extension: '8500'});
const plan = {conferences: [adHoc, weekly], portal: '8888'};

const reaches = test.macro({
	exec(t, dialled: string, use: DialPlanEntry['use']) {
		const {destination, rule} = resolve(plan, dialled);
		t.is(rule?.use, use);
		t.is(destination.kind === 'ivr' ? destination.ask.kind : undefined, use);
	},
	title: (_, dialled: string, use: DialPlanEntry['use']) => `caller who dials "${dialled}" reaches the ${use} questions`,
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

for (const dialled of ['8001', '800', '80000', '', '+', 'alice', '8000x', '80 00', ' 8000', '8000\n', '++8000', ';8000', '８０００']) test(isTold, dialled);

test('caller who dials the old portal number is told so when the portal is switched off', t => {
	t.is(resolve({...plan, portal: null}, '8888').destination.kind, 'hangup');
});

test('admin sees every number in use and by whom, in the order of the numbers', t => {
	t.deepEqual(dialPlan([staticConference({extension: '10000'}), adHoc, weekly], '8888').map(({number, use}) => [number, use]), [
		['8000', 'static'], ['8500', 'dynamic'], ['8888', 'portal'], ['10000', 'static'],
	]);
	t.deepEqual(dialPlan([weekly], null), [{number: '8000', use: 'static', conference: weekly.id, description: 'Weekly'}]);
});

const entries = dialPlan(plan.conferences, plan.portal);

test('admin who gives a number away twice is told who has it', t => {
	t.is(conflict(entries, '8000'), '8000 is in use already by the static conference "Weekly".');
	t.is(conflict(entries, '8500'), '8500 is in use already by a dynamic conference.');
	t.is(conflict(entries, '8888', weekly.id), '8888 is in use already by the portal.');
	t.is(conflict(entries, '8000', 'portal'), '8000 is in use already by the static conference "Weekly".');
});

test('admin may save a conference or the portal with the number that it has, and any free number', t => {
	t.is(conflict(entries, '8000', weekly.id), undefined);
	t.is(conflict(entries, '8888', 'portal'), undefined);
	t.is(conflict(entries, '8001'), undefined);
});
