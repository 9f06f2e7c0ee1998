import pino from 'pino';
import {Value} from '@sinclair/typebox/value';
import {trunkInput, type DomainEvent, type DomainEventKind, type DomainEventOf, type TrunkId, type TrunkInput} from '../../../firmware/contract/index.js';
import type {SipCall} from '../../../firmware/legs/index.js';
import type {Answered, SipPorts, TrunkSetUp} from '../../../firmware/sip/index.js';
import {FakeLeg} from '../../support/fake-leg.js';
import {ManualClock} from '../../support/manual-clock.js';

export const trunkOf = (id: string, change: Partial<TrunkInput> = {}): TrunkSetUp =>
	({...Value.Parse(trunkInput, {name: id, host: 'sip.example', user: 'box', password: 'Secret-1', ...change}), id: id as TrunkId});

/** The rest of the box: writes down what it is told and asked. */
export function rig() {
	const clock = new ManualClock();
	const events: DomainEvent[] = [];
	const dialled: SipCall[] = [];
	const legs: FakeLeg[] = [];
	const counted = {admissions: 0};
	const ports: SipPorts = {
		clock, log: pino({level: 'silent'}),
		tell: event => events.push(event),
		dial(call) {
			dialled.push(call);
			const leg = new FakeLeg(clock, {direction: 'out', number: call.called});
			legs.push(leg);
			return leg;
		},
		admissionChanged() {
			counted.admissions += 1;
		},
	};
	const last = <K extends DomainEventKind>(kind: K): DomainEventOf<K> | undefined =>
		events.findLast((event): event is DomainEvent & DomainEventOf<K> => event.kind === kind);
	return {clock, events, dialled, legs, counted, ports, last};
}

/** An engine whose servers answer as they are told to. */
export class FakeTrunkEngine {
	readonly commands: unknown[][] = [];
	answer: Answered = {status: 200, reason: 'OK', ms: 12, certificate: ''};

	putTrunk = (...given: unknown[]) => void this.commands.push(['put', ...given]);
	removeTrunk = (...given: unknown[]) => void this.commands.push(['remove', ...given]);
	probe = async (_trunk: TrunkId, uri: string): Promise<Answered> => {
		this.commands.push(['probe', uri]);
		return this.answer;
	};
}
