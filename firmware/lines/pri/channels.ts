import {cause} from './cause.js';

/**
 * What is done with a bearer channel. proposed: a call of ours, not yet acknowledged, asks for it · taken: a call has it ·
 * restarting: the far end is to confirm that it is idle · out-of-service: it did not · testing: an admin tries it.
 */
export type ChannelUse =
	| {kind: 'free'}
	| {kind: 'proposed'; call: number}
	| {kind: 'taken'; call: number}
	| {kind: 'restarting'; tries: number}
	| {kind: 'out-of-service'}
	| {kind: 'testing'};

/** The bearer channels of a span by their place, in the order of their places. */
export type Channels = ReadonlyMap<number, ChannelUse>;
export type Side = 'user' | 'network';

export const allFree = (positions: readonly number[]): Channels =>
	new Map([...positions].sort((a, b) => a - b).map(position => [position, {kind: 'free'}]));

export function withChannel(channels: Channels, position: number, use: ChannelUse): Channels {
	return channels.has(position) ? new Map(channels).set(position, use) : channels;
}

/** For a call of ours. The two sides of a span begin at opposite ends, so that they seldom ask for the same channel at once. */
export function selectChannel(channels: Channels, side: Side): number | undefined {
	const free = [...channels].filter(([, {kind}]) => kind === 'free').map(([position]) => position);
	return side === 'network' ? free[0] : free.at(-1);
}

/** `displaced`: the call of ours that must find another channel. */
export type Acceptance = {kind: 'take'; channel: number; displaced: number | undefined} | {kind: 'refuse'; cause: number};

/**
 * The channel for a call that comes in, which asks for `channel` (0: any). When both sides ask for one channel at once the network's call has
 * it (Q.931 5.7): the far end's where the box is the user, ours where it is the network; the other call finds another channel or ends by cause 44.
 */
export function acceptChannel(channels: Channels, {channel, flexible}: {channel: number; flexible: boolean}, side: Side): Acceptance {
	const use = channels.get(channel);
	if (use?.kind === 'free') return {kind: 'take', channel, displaced: undefined};
	if (use?.kind === 'proposed' && side === 'user') return {kind: 'take', channel, displaced: use.call};
	const other = channel === 0 || flexible ? selectChannel(channels, side) : undefined;
	if (other !== undefined) return {kind: 'take', channel: other, displaced: undefined};
	if (channel === 0) return {kind: 'refuse', cause: cause.noCircuit};
	return {kind: 'refuse', cause: use ? cause.channelUnavailable : cause.noSuchChannel};
}

/** The far end has given a call of ours this channel; false when another call is on it. */
export function confirmChannel(channels: Channels, call: number, channel: number): Channels | false {
	const use = channels.get(channel);
	if (!use || ('call' in use && use.call !== call)) return false;
	return withChannel(release(channels, call), channel, {kind: 'taken', call});
}

/** What the call had is free again. */
export function release(channels: Channels, call: number): Channels {
	const held = [...channels].find(([, use]) => 'call' in use && use.call === call);
	return held ? withChannel(channels, held[0], {kind: 'free'}) : channels;
}
