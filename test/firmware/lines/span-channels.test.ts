import test from 'ava';
import {acceptChannel, allFree, confirmChannel, release, selectChannel, withChannel, type Channels} from '../../../firmware/lines/pri/index.js';

type Side = 'user' | 'network';
type Use = Parameters<typeof withChannel>[2];

/** Four channels, so used. */
function channels(uses: Record<number, Use>): Channels {
	return Object.entries(uses).reduce((all, [position, use]) => withChannel(all, Number(position), use), allFree([4, 1, 3, 2]));
}
const taken = {kind: 'taken', call: 1} as const;
const proposed = {kind: 'proposed', call: 2} as const;

test('the two sides of a span begin at opposite ends', t => {
	t.is(selectChannel(channels({}), 'network'), 1);
	t.is(selectChannel(channels({}), 'user'), 4);
	t.is(selectChannel(channels({1: taken, 2: {kind: 'out-of-service'}}), 'network'), 3);
	t.is(selectChannel(channels({4: {kind: 'restarting', tries: 1}, 3: {kind: 'testing'}}), 'user'), 2);
});

test('a span that is full has no channel for a call', t => {
	t.is(selectChannel(channels({1: taken, 2: taken, 3: proposed, 4: {kind: 'out-of-service'}}), 'user'), undefined);
});

type Row = {uses: Record<number, Use>; channel: number; flexible: boolean; side: Side; gets: string};
const accepts = test.macro((t, {uses, channel, flexible, side, gets}: Row) => {
	const accepted = acceptChannel(channels(uses), {channel, flexible}, side);
	t.is(accepted.kind === 'take' ? `${accepted.channel}${accepted.displaced === undefined ? '' : ` of call ${accepted.displaced}`}` : `cause ${accepted.cause}`, gets);
});

test('a caller gets the channel that his exchange offers', accepts, {uses: {}, channel: 3, flexible: false, side: 'user', gets: '3'});
test('a caller of an exchange that offers none gets one', accepts, {uses: {}, channel: 0, flexible: true, side: 'user', gets: '4'});
test('a caller whose channel is taken gets another one where that may be', accepts, {uses: {1: taken}, channel: 1, flexible: true, side: 'user', gets: '4'});
test('a caller whose channel is taken is refused by cause 44 where no other will do', accepts, {uses: {1: taken}, channel: 1, flexible: false, side: 'user', gets: 'cause 44'});
test('a caller whose channel is being restarted is refused by cause 44', accepts, {uses: {1: {kind: 'restarting', tries: 1}}, channel: 1, flexible: false, side: 'user', gets: 'cause 44'});
test('a caller whose channel is tested gets another one', accepts, {uses: {4: {kind: 'testing'}}, channel: 4, flexible: true, side: 'user', gets: '3'});
test('a caller whose channel does not exist is refused by cause 82', accepts, {uses: {}, channel: 16, flexible: false, side: 'user', gets: 'cause 82'});
test('a caller whose channel does not exist gets another one where that may be', accepts, {uses: {}, channel: 16, flexible: true, side: 'network', gets: '1'});
test('a caller of a full span is refused by cause 34 where he asks for any channel', accepts, {
	uses: {1: taken, 2: taken, 3: taken, 4: taken}, channel: 0, flexible: true, side: 'user', gets: 'cause 34',
});
test('a caller of a full span is refused by cause 44 where he asks for one channel', accepts, {
	uses: {1: taken, 2: taken, 3: taken, 4: taken}, channel: 2, flexible: true, side: 'user', gets: 'cause 44',
});
test('both ends ask for one channel at once: the exchange\'s call has it, and the box\'s must find another', accepts, {
	uses: {1: proposed}, channel: 1, flexible: false, side: 'user', gets: '1 of call 2',
});
test('both ends ask for one channel at once: the box that is the network keeps it', accepts, {
	uses: {1: proposed}, channel: 1, flexible: false, side: 'network', gets: 'cause 44',
});
test('both ends ask for one channel at once: the PBX\'s call gets another where that may be', accepts, {
	uses: {1: proposed}, channel: 1, flexible: true, side: 'network', gets: '2',
});

test('the exchange may give a call another channel than the box asked for', t => {
	const moved = confirmChannel(channels({4: {kind: 'proposed', call: 2}}), 2, 1);
	if (!moved) return t.fail();
	t.deepEqual(moved.get(4), {kind: 'free'});
	t.deepEqual(moved.get(1), {kind: 'taken', call: 2});
	t.deepEqual(release(moved, 2), channels({}));
});

test('the exchange can not give a call a channel that another call has, or that there is not', t => {
	t.false(confirmChannel(channels({1: taken, 4: proposed}), 2, 1));
	t.false(confirmChannel(channels({4: proposed}), 2, 16));
});
