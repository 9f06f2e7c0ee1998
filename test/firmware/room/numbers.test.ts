import test from 'ava';
import {dynamicConference} from '../../support/conferences.js';
import type {FakeLeg} from '../../support/fake-leg.js';
import {settled} from '../../support/manual-clock.js';
import {setUp} from './rig.js';

test('of two callers who key the same new number at once, one chooses the PIN and the other is asked for it', async t => {
	const conference = dynamicConference();
	const {rooms, call} = setUp([conference]);
	const [ann, bob] = [call('1'), call('2')];
	const first = await rooms.numbers.claim(conference, '77', ann.ended);
	const second = rooms.numbers.claim(conference, '77', bob.ended);
	if (first.kind !== 'yours') return t.fail('the first caller did not get the number');
	first.open('123');
	t.like(await second, {kind: 'exists', pin: '123'});
});

test('when the one who was choosing hangs up, the next one chooses', async t => {
	const conference = dynamicConference();
	const {rooms, call} = setUp([conference]);
	const first = await rooms.numbers.claim(conference, '77', call('1').ended);
	const second = rooms.numbers.claim(conference, '77', call('2').ended);
	if (first.kind !== 'yours') return t.fail('the first caller did not get the number');
	first.release();
	t.is((await second).kind, 'yours');
});

test('a dynamic conference is gone when its last one leaves, and its number is free', async t => {
	const conference = dynamicConference();
	const {rooms, join, call} = setUp([conference]);
	const ann = call('1');
	const claim = await rooms.numbers.claim(conference, '77', ann.ended);
	if (claim.kind === 'yours') claim.open(null);
	const stays = join(ann, {number: '77', role: 'leader'});
	t.is(rooms.numbers.running('77')?.id, conference.id);
	ann.leave();
	await stays;
	t.is(rooms.numbers.running('77'), undefined);
});

test('the number of a dynamic conference that is deleted while its first caller chooses the PIN is free for another one', async t => {
	const [gone, other] = [dynamicConference({extension: '8500'}), dynamicConference({extension: '8600'})];
	const {rooms, join, call} = setUp([other]);
	const ann = call('1');
	const claim = await rooms.numbers.claim(gone, '77', ann.ended);
	if (claim.kind === 'yours') claim.open(null);
	t.like(await join(ann, {conference: gone, number: '77', role: 'leader'}), {outcome: 'conference-deleted'});
	t.is(rooms.numbers.running('77'), undefined);
	const next = await rooms.numbers.claim(other, '77', call('2').ended);
	if (next.kind === 'yours') next.open('123');
	t.is(rooms.numbers.running('77')?.id, other.id);
});

test('a number that ended and is used again is another conference', async t => {
	const conference = dynamicConference();
	const {rooms, join, call} = setUp([conference]);
	const open = async (leg: FakeLeg) => {
		const claim = await rooms.numbers.claim(conference, '77', leg.ended);
		if (claim.kind === 'yours') claim.open('123');
		return join(leg, {number: '77', role: 'leader'});
	};
	const [ann, bob, cid] = [call('1'), call('2'), call('3')];
	const stays = open(ann);
	await settled();
	const claim = await rooms.numbers.claim(conference, '77', bob.ended);
	if (claim.kind !== 'exists') return t.fail('the conference does not run');
	t.true(claim.runs());
	ann.leave();
	await stays;
	t.false(claim.runs());
	void open(cid);
	await settled();
	t.false(claim.runs());
});
