import test from 'ava';
import type {Ask, Sound} from '../../../firmware/call/index.js';
import {settled} from '../../support/manual-clock.js';
import {dynamicConference, staticConference} from '../../support/conferences.js';
import {Door} from '../../support/door.js';

const conference = staticConference({extension: '80'});
const invitation: Ask = {kind: 'invitation', conference, number: null, joinAtOnce: false};
const question: Sound[] = ['invited-to-conference', 'key-8', 'key-0', 'to-join-press-1'];
const inRoom = {kind: 'room', conference, number: null, role: 'participant', invited: true};

test('somebody whom the box has called hears into which conference, and joins with the key', async t => {
	const door = new Door({conferences: [conference]});
	const {leg, destination} = door.call(invitation);
	await door.clock.advance(100);
	t.deepEqual(leg.playing, question);
	t.is(destination(), undefined);
	leg.press('1');
	await settled();
	t.deepEqual(destination(), inRoom);
	t.is(door.clock.pending, 0);
});

test('an answering machine, which presses no key, is hung up after the third question', async t => {
	const door = new Door({conferences: [conference]});
	const {leg, destination} = door.call(invitation);
	await door.clock.advance(2 * 24_000 + 23_999);
	t.is(destination(), undefined);
	await door.clock.advance(1);
	t.deepEqual(leg.heard, [...question, ...question, ...question]);
	t.deepEqual(destination(), {kind: 'hangup', outcome: 'no-entry', say: ['goodbye']});
});

test('another key than the one that joins does not let in', async t => {
	const door = new Door({conferences: [conference]});
	const {leg, destination} = door.call(invitation, {ahead: '2'});
	await settled();
	t.is(destination(), undefined);
	leg.press('#');
	await settled();
	t.is(destination(), undefined);
	leg.press('3');
	await settled();
	t.like(destination(), {kind: 'hangup', outcome: 'no-entry'});
});

test('somebody who is to join at once is asked nothing', async t => {
	const door = new Door({conferences: [conference]});
	const {leg, reached} = door.call({...invitation, joinAtOnce: true});
	t.deepEqual(await reached, inRoom);
	t.deepEqual(leg.heard, []);
});

test('somebody who is called into a conference by its number hears the number', async t => {
	const made = dynamicConference();
	const door = new Door({conferences: [made]});
	door.numbers.run('42', made, null);
	const {leg, reached} = door.call({kind: 'invitation', conference: made, number: '42', joinAtOnce: false});
	await settled();
	t.deepEqual(leg.playing, ['invited-to-conference', 'key-4', 'key-2', 'to-join-press-1']);
	leg.press('1');
	t.like(await reached, {kind: 'room', number: '42'});
});

test('somebody who answers when the conference is over is told so', async t => {
	const made = dynamicConference();
	const door = new Door({conferences: [made]});
	const {reached} = door.call({kind: 'invitation', conference: made, number: '42', joinAtOnce: true});
	t.deepEqual(await reached, {kind: 'hangup', outcome: 'no-entry', say: ['conference-over', 'goodbye']});
	const deleted = new Door();
	t.like(await deleted.call({...invitation, joinAtOnce: true}).reached, {kind: 'hangup', say: ['conference-over', 'goodbye']});
});
