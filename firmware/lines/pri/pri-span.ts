import type {Dialler, Leg, OutgoingCall} from '../../call/index.js';
import {PartylineError, type SpanConfig, type SpanId, type SpanView} from '../../contract/index.js';
import type {Line, Span, SpanParts} from '../line.js';
import {LineTimers} from '../line-timers.js';
import {Machine} from '../machine.js';
import type {Alarm} from '../ports.js';
import type {BearerHost} from './bearer.js';
import {Bearers} from './bearers.js';
import {cause, meaningOf} from './cause.js';
import {acceptChannel, allFree, confirmChannel, release, selectChannel, withChannel, type Channels} from './channels.js';
import {inboundTarget} from './inbound.js';
import {startLink, type LinkEffect, type LinkInput, type LinkState, type LinkTimer} from './link-state.js';
import {stepLink} from './link-step.js';
import {dialledNumber} from './number.js';
import type {CallSignal, Offer, PriSignal} from './ports.js';
import {PriCall, type CallHost} from './pri-call.js';
import {idled, Restarts} from './restarts.js';
import {shownBearer, shownLink} from './shown.js';

/** Other channels that are tried when the far end would not have one. */
const mostTries = 3;

/** Opens a primary rate span. Throws NO_DEVICE, NO_PERMISSION, DEVICE_IN_USE or BAD_DRIVER. */
export function openPriSpan(parts: SpanParts): Span {
	return new PriSpan(parts);
}

/** A primary rate span: its D channel, its bearer channels, and the calls on them. */
class PriSpan implements Span {
	readonly id: SpanId;
	readonly #parts: SpanParts;
	readonly #number: number;
	readonly #bearers: Bearers;
	readonly #link: Machine<LinkState, LinkInput, LinkEffect>;
	readonly #timers: LineTimers<LinkTimer>;
	readonly #restarts: Restarts;
	readonly #calls = new Map<number, PriCall>();
	#channels: Channels;
	#config: SpanConfig;

	constructor(parts: SpanParts) {
		const {facts, config, ports, root} = parts;
		this.id = parts.id;
		this.#parts = parts;
		this.#config = config;
		this.#channels = allFree(facts.channels.filter(({kind}) => kind === 'bearer').map(({position}) => position));
		this.#timers = new LineTimers(ports.clock, timer => this.#link.input({kind: 'timer', timer}));
		this.#restarts = new Restarts({
			clock: ports.clock, send: channel => ports.pri.restart(this.#number, channel),
			channels: () => this.#channels, setChannels: channels => this.#setChannels(channels),
		});
		this.#link = new Machine<LinkState, LinkInput, LinkEffect>({
			state: startLink(facts.alarms), step: stepLink, perform: effect => this.#perform(effect), stepped: () => parts.owner.changed(),
		});
		this.#bearers = new Bearers(parts, {
			config: () => this.#config, channels: () => this.#channels, setChannels: channels => this.#setChannels(channels), shown: position => this.#shown(position),
		});
		const {switchType, side, overlap} = config;
		this.#number = ports.pri.open({root, dChannel: dChannelOf(parts), switchType, side, overlap}, signal => this.#take(signal));
	}

	readonly dialler: Dialler = {dial: call => this.#dial(call)};

	get busy(): boolean {
		return this.#calls.size > 0;
	}

	lines(): readonly Line[] {
		return this.#bearers.lines;
	}

	view(): SpanView {
		const {card, facts: {type, clock}} = this.#parts;
		return {id: this.id, card, type, name: this.#label, clock, config: this.#config, ...shownLink(this.#link.state)};
	}

	configure(config: SpanConfig): boolean {
		const {switchType, side, overlap} = this.#config;
		if (config.switchType !== switchType || config.side !== side || config.overlap !== overlap) return false;
		this.#config = config;
		for (const {line} of this.#calls.values()) {
			line?.setGain(config.receiveGainDb, config.transmitGainDb);
			line?.setEcho(config.echo);
		}
		this.#parts.owner.changed();
		return true;
	}

	setAlarms(alarms: readonly Alarm[]): void {
		this.#link.input({kind: 'alarms', alarms});
	}

	close(): void {
		this.#restarts.stop();
		this.#timers.disarmAll();
		for (const bearer of this.#bearers.lines) bearer.close();
		for (const call of this.#calls.values()) call.drop();
		this.#calls.clear();
		this.#parts.ports.pri.close(this.#number);
	}

	/** What people read of where a call came by. */
	get #label(): string {
		return this.#config.name || this.#parts.name;
	}

	#perform(effect: LinkEffect): void {
		switch (effect.kind) {
			case 'arm': return this.#timers.arm(effect.timer, effect.ms);
			case 'disarm': return this.#timers.disarm(effect.timer);
			case 'begin': return this.#restarts.begin();
			case 'clear': return this.#clear();
		}
	}

	#clear(): void {
		this.#parts.ports.log.warn({span: this.id, calls: this.#calls.size, ...shownLink(this.#link.state)}, 'a span is down');
		this.#restarts.stop();
		for (const call of [...this.#calls.values()]) call.input({kind: 'lost'});
	}

	#take(signal: PriSignal): void {
		switch (signal.kind) {
			case 'pri.up': return this.#link.input({kind: 'd-channel', up: true});
			case 'pri.down': return this.#link.input({kind: 'd-channel', up: false});
			case 'pri.restarted': return this.#restarts.confirmed(signal.channel);
			case 'pri.restart': return this.#setChannels(idled(this.#channels, signal.channel));
			case 'pri.setup': return this.#offered(signal);
			default: return this.#takeOfCall(signal);
		}
	}

	#takeOfCall(signal: Exclude<CallSignal, {kind: 'pri.setup'}>): void {
		const call = this.#calls.get(signal.call);
		if (!call) return;
		switch (signal.kind) {
			case 'pri.digits': return call.input({kind: 'digits', digits: signal.digits, complete: signal.complete});
			case 'pri.cleared':
			case 'pri.ended': return this.#cleared(call, signal.kind === 'pri.cleared' ? 'cleared' : 'ended', signal.cause);
			case 'pri.more': return this.#acknowledged(call, 'more', signal.channel);
			case 'pri.proceeding': return this.#acknowledged(call, 'proceeding', signal.channel);
			case 'pri.alerting': return this.#acknowledged(call, 'alerting', signal.channel);
			case 'pri.answered': return this.#acknowledged(call, 'connected', signal.channel);
		}
	}

	#cleared(call: PriCall, kind: 'cleared' | 'ended', given: number): void {
		const {log} = this.#parts.ports;
		if (call.state.kind !== 'clearing') log.info({span: this.id, call: call.leg?.id, cause: given, words: meaningOf(given).words}, 'the far end clears');
		call.input({kind, cause: given});
	}

	/** The far end says which channel a call of ours has. */
	#acknowledged(call: PriCall, kind: 'more' | 'proceeding' | 'alerting' | 'connected', given: number): void {
		if (call.direction === 'in') return;
		const channel = given || this.#channelOf(call.number);
		if (call.state.kind === 'calling' && this.#isRestarting(channel)) return call.input({kind: 'cleared', cause: cause.channelUnavailable});
		const confirmed = channel === undefined ? false : confirmChannel(this.#channels, call.number, channel);
		if (channel === undefined || confirmed === false) return call.input({kind: 'lost'});
		this.#channels = confirmed;
		call.input({kind, channel});
	}

	/** Its RESTART, which is on its way, would cut off a call that the far end puts on it. */
	#isRestarting(channel: number | undefined): boolean {
		return channel !== undefined && this.#channels.get(channel)?.kind === 'restarting';
	}

	#offered(offer: Offer): void {
		const {pri, log} = this.#parts.ports;
		const accepted = this.#link.state.kind === 'up'
			? acceptChannel(this.#channels, offer, this.#config.side)
			: {kind: 'refuse' as const, cause: cause.temporaryFailure};
		if (accepted.kind === 'refuse') {
			log.warn({span: this.id, channel: offer.channel, cause: accepted.cause}, 'a call was refused');
			return void pri.hangUp(offer.call, accepted.cause);
		}
		const {channel} = accepted;
		this.#channels = withChannel(this.#channels, channel, {kind: 'taken', call: offer.call});
		const caller = {number: offer.calling, name: offer.callingName, line: this.#label, source: `span ${this.id}`};
		const call = new PriCall({direction: 'in', number: offer.call, caller, dialled: offer.called}, this.#callHost);
		this.#calls.set(offer.call, call);
		call.input({kind: 'offer', channel, called: offer.called, complete: offer.complete, voice: offer.voice});
	}

	#dial(outgoing: OutgoingCall): Leg | undefined {
		if (!this.#config.outgoing || this.#link.state.kind !== 'up') return undefined;
		const number = this.#setUp(outgoing);
		if (number === undefined) return undefined;
		const caller = {number: outgoing.called, name: '', line: this.#label, source: `span ${this.id}`};
		const call = new PriCall({direction: 'out', number, caller, dialled: outgoing.called}, {
			...this.#callHost, retry: (which, given) => this.#retry(which, outgoing, given),
		});
		this.#calls.set(number, call);
		call.input({kind: 'set-up', rest: this.#dialled(outgoing).rest});
		return call.leg;
	}

	/** Asks for a channel; the far end may give another one, unless the box is the network. Answers Q.931's number of the call. */
	#setUp(outgoing: OutgoingCall): number | undefined {
		const {side, callerNumber} = this.#config;
		const channel = selectChannel(this.#channels, side);
		if (channel === undefined) return undefined;
		const {called, calledPlan, complete} = this.#dialled(outgoing);
		const calling = callerNumber === '' && side === 'network' ? outgoing.callerNumber : callerNumber;
		const number = this.#parts.ports.pri.setUp({
			span: this.#number, channel, exclusive: side === 'network', called, calledPlan, calling, callingName: outgoing.callerName, complete, law: this.#bearers.law,
		});
		if (number !== undefined) this.#channels = withChannel(this.#channels, channel, {kind: 'proposed', call: number});
		return number;
	}

	#dialled({number}: OutgoingCall) {
		return dialledNumber(number, this.#config.overlap);
	}

	/** A channel that the far end would not have, and that no call of its own has, is not what we take it for: it is restarted. */
	#retry(call: PriCall, outgoing: OutgoingCall, given: number): void {
		const refused = this.#channelOf(call.number);
		this.#forget(call);
		if (refused !== undefined) this.#restarts.suspect(refused);
		const number = call.tries < mostTries ? this.#setUp(outgoing) : undefined;
		if (number !== undefined) {
			call.number = number;
			call.tries += 1;
		}
		this.#calls.set(call.number, call);
		call.input(number === undefined ? {kind: 'ended', cause: cause.noCircuit} : {kind: 'set-up', rest: this.#dialled(outgoing).rest});
		this.#parts.ports.log.info({span: this.id, cause: given, channel: refused, again: number !== undefined}, 'the far end refused a channel');
	}

	#over(call: PriCall, stuck: boolean): void {
		const channel = this.#channelOf(call.number);
		this.#forget(call);
		if (stuck && channel !== undefined && this.#link.state.kind === 'up') this.#restarts.suspect(channel);
	}

	#forget(call: PriCall): void {
		this.#calls.delete(call.number);
		this.#channels = release(this.#channels, call.number);
	}

	#channelOf(number: number): number | undefined {
		return [...this.#channels].find(([, use]) => 'call' in use && use.call === number)?.[0];
	}

	#setChannels(channels: Channels): void {
		this.#channels = channels;
		this.#parts.owner.changed();
	}

	get #callHost(): CallHost {
		const {inboundNumbers, lastDigits, otherwise} = this.#config;
		const {ports, owner} = this.#parts;
		return {
			ports, law: this.#bearers.law,
			rules: () => ({inbound: (dialled, complete) => inboundTarget(dialled, complete, {inboundNumbers, lastDigits, otherwise, match: ports.match})}),
			open: (channel, listener) => this.#bearers.open(channel, listener),
			retry: (call, given) => call.input({kind: 'ended', cause: given}),
			over: (call, stuck) => this.#over(call, stuck),
			changed: () => owner.changed(),
		};
	}

	#shown(position: number): ReturnType<BearerHost['shown']> {
		const use = this.#channels.get(position) ?? {kind: 'free'};
		const call = 'call' in use ? this.#calls.get(use.call) : undefined;
		const {alarms} = shownLink(this.#link.state);
		return {...shownBearer(use, call?.state, this.#link.state), call: call?.leg?.id ?? null, line: call?.line, alarms};
	}
}

function dChannelOf({facts}: SpanParts): number {
	const dChannel = facts.channels.find(({kind}) => kind === 'data');
	if (!dChannel) throw new PartylineError('BAD_DRIVER', `Span ${facts.span} has no D channel; configure one in the driver (dahdi_cfg).`);
	return dChannel.channel;
}
