import test from 'ava';
import {dialledNumber, inboundTarget, type CallRules} from '../../../firmware/lines/pri/index.js';

type Rules = Parameters<typeof inboundTarget>[2];
const box = ['8000', '8001', '85', '850'];
const rules: Rules = {
	inboundNumbers: [], lastDigits: 4, otherwise: null,
	match: digits => ({exact: box.includes(digits), longer: box.some(number => number !== digits && number.startsWith(digits))}),
};
const words = (inbound: ReturnType<CallRules['inbound']>) => inbound.kind === 'target' ? inbound.number : inbound.kind;

type Row = {dialled: string; complete?: boolean; reaches: string} & Partial<Rules>;
const row = test.macro((t, {dialled, complete = true, reaches, ...changes}: Row) => {
	t.is(words(inboundTarget(dialled, complete, {...rules, ...changes})), reaches);
});

test('the last digits of an outside number are a number of the box', row, {dialled: '0305558000', reaches: '8000'});
test('a number that is as long as the last digits is taken as it is', row, {dialled: '8001', reaches: '8001'});
test('a number whose last digits are nobody\'s is unknown', row, {dialled: '5559999', reaches: 'unknown'});
test('a number that is nobody\'s goes where the others go', row, {dialled: '5559999', otherwise: '8888', reaches: '8888'});
test('a call without a number goes where the others go', row, {dialled: '', otherwise: '8888', reaches: '8888'});
test('a short number of the box is reached too', row, {dialled: '85', reaches: '85'});
test('all digits count where it is so set', row, {dialled: '8000', lastDigits: 0, reaches: '8000'});
test('a longer number is unknown where all digits count', row, {dialled: '5558000', lastDigits: 0, reaches: 'unknown'});
test('a whole number of the box is reached also where fewer last digits count', row, {dialled: '8000', lastDigits: 3, reaches: '8000'});
test('the span\'s own list comes first', row, {dialled: '5558000', inboundNumbers: [{dialled: '8000', target: '8001'}], reaches: '8001'});
test('the longest of the list that fits wins', row, {
	dialled: '5558000', inboundNumbers: [{dialled: '8000', target: '85'}, {dialled: '58000', target: '850'}], reaches: '850',
});

test('digits that come one by one are waited for', row, {dialled: '555800', complete: false, reaches: 'more'});
test('no digit yet is waited for', row, {dialled: '', complete: false, reaches: 'more'});
test('digits that make a number are enough', row, {dialled: '5558000', complete: false, reaches: '8000'});
test('digits that make a number and begin another are waited for', row, {dialled: '85', complete: false, lastDigits: 0, reaches: 'more'});
test('digits that begin no number are wrong at once where all count', row, {dialled: '9', complete: false, lastDigits: 0, reaches: 'unknown'});
test('an entry of the list that begins another is waited for', row, {
	dialled: '100', complete: false, inboundNumbers: [{dialled: '100', target: '8000'}, {dialled: '1001', target: '8001'}], reaches: 'more',
});
test('nobody waits for more than twenty digits', row, {dialled: '1'.repeat(20), complete: false, reaches: 'unknown'});

test('a number that is called goes out as it would be keyed, a global one by its type', t => {
	t.deepEqual(dialledNumber('00441234', false), {called: '00441234', calledPlan: 'unknown', complete: true, rest: ''});
	t.deepEqual(dialledNumber('+441234', true), {called: '441234', calledPlan: 'international', complete: true, rest: ''});
});

test('a number that is too long for a SETUP goes out by parts where that may be', t => {
	const long = '1234567890123456789012345';
	t.deepEqual(dialledNumber(long, true), {called: long.slice(0, 20), calledPlan: 'unknown', complete: false, rest: '12345'});
	t.deepEqual(dialledNumber(long, false), {called: long, calledPlan: 'unknown', complete: true, rest: ''});
});
