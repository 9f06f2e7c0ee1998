import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {CallOutcome, CallRecord, ConferenceId, LegId, TrunkView, UserView} from '../../firmware/contract/index.js';
import {systemClock} from '../../firmware/lib/clock.js';
import {createLog} from '../../firmware/lib/log.js';
import {openStore} from '../../firmware/store/index.js';
import {startBox, type Box} from '../support/box.js';
import {freeUdpPort} from '../support/free-port.js';
import type {Closing} from '../support/closing.js';

export const kim = {name: 'Kim', password: 'Open-Sesame-9'} as const;
export type Office = {box: Box; provider: Box};

const minute = 60_000;
const day = 24 * 60 * minute;

/** A box as an office has it after some weeks, and the box of its provider. */
export async function openOffice(closing: Closing): Promise<Office> {
	const dataDir = await mkdtemp(join(tmpdir(), 'partyline-gallery-'));
	await writePast(dataDir);
	const [provider, box] = await Promise.all([
		startBox({conferences: [{kind: 'static', extension: '4420', pin: null, first: 'silence'}]}),
		startBox({dataDir, settings: {box: {name: 'Harbour Street', timeZone: 'Europe/London'}, entry: {portal: '8888'}, lines: {country: 'gb'}, calling: {dailySpend: 20}}, words: ['--simulate']}),
	]);
	closing.teardown(() => box.stop());
	closing.teardown(() => provider.stop());
	await setUpPeople(box);
	await setUpTelephony({box, provider});
	return {box, provider};
}

const pastCalls: readonly (readonly [number: string, name: string, dialled: string, outcome: CallOutcome, minutes: number])[] = [
	['+442079460112', 'Ann Whitfield', '8000', 'hung-up', 42], ['+442079460188', 'Bob Carter', '8000', 'last-one-left', 41], ['+33142685300', 'Chloé Martin', '8000', 'hung-up', 17],
	['+4930901820', 'Dieter Voss', '8001', 'wrong-pin', 1], ['', '', '8777', 'unknown-number', 0], ['+390670476', 'Elena Conti', '8010', 'ended-by-leader', 63],
];

/** Calls of the last days: nobody wants to wait for them. */
async function writePast(dataDir: string): Promise<void> {
	const store = await openStore({dataDir, log: createLog('silent'), clock: systemClock});
	try {
		for (const [place, call] of [...pastCalls, ...pastCalls].entries()) await store.calls.put(pastCall(place, call));
	} finally {
		await store.close();
	}
}

function pastCall(place: number, [number, name, dialled, outcome, minutes]: typeof pastCalls[number]): CallRecord {
	const startedMs = Date.now() - (1 + Math.floor(place / 3)) * day - place * 7 * minute;
	const wasIn = outcome !== 'unknown-number' && outcome !== 'wrong-pin';
	return {
		id: `past-${place}` as LegId, direction: 'in', number, name, line: place % 2 === 0 ? 'Trunk Harbour Telecom' : 'SIP 192.0.2.17', dialled, startedAt: new Date(startedMs).toISOString(),
		answeredAt: new Date(startedMs).toISOString(), endedAt: new Date(startedMs + minutes * minute + 7000).toISOString(), conference: wasIn ? 'past' as ConferenceId : null, conferenceNumber: null,
		role: wasIn ? 'participant' : null, outcome, codec: 'g722', cost: 0, by: '', byUser: null,
	};
}

async function setUpPeople(box: Box): Promise<void> {
	await box.api('POST', '/users', {...kim, role: 'admin'});
	const ann = await box.api<UserView>('POST', '/users', {name: 'Ann Whitfield', password: kim.password, role: 'organizer', mayCall: {external: true, international: true, premium: false}, recordingQuotaMegabytes: 100, dailySpend: 5});
	await box.api('POST', '/users', {name: 'Bob Carter', password: kim.password, role: 'user'});
	await box.api('POST', '/tokens', {name: 'Wall display', role: 'user', scopes: ['read'], expiresAt: new Date(Date.now() + 200 * day).toISOString()});
	await box.request('POST', '/session', {name: 'Kim', password: 'wrong'});
	const conferences = [
		{kind: 'static', extension: '8000', description: 'Monday round', pin: '271828', leaderPin: '314159', organizer: ann.id},
		{kind: 'static', extension: '8001', description: 'Coffee corner', first: 'silence'},
		{kind: 'static', extension: '8010', description: 'Board', pin: '161803', record: 'always', ends: 'with-leader', attentionToneSeconds: 120},
		{kind: 'static', extension: '8020', description: 'Support of the whole region, early and late shift', pin: '141421', language: 'de', participantLimit: 20},
		{kind: 'dynamic', extension: '8500', description: 'At once'},
	];
	for (const conference of conferences) await box.api('POST', '/conferences', conference);
}

async function setUpTelephony({box, provider}: Office): Promise<void> {
	const password = 'Harbour-secret-1';
	await provider.api('POST', '/sip-phones', {name: 'Harbour Street', user: 'harbour', password, extension: '4401'});
	await box.api('POST', '/sip-phones', {name: 'Reception', user: 'reception', password, extension: '20'});
	await box.api('POST', '/sip-phones', {name: 'Meeting room', user: 'meeting-room', extension: '21'});
	await provider.api('POST', '/trunks', {name: 'Reception', host: `127.0.0.1:${box.sip.udp}`, user: 'reception', password});
	const trunk = await box.api<TrunkView>('POST', '/trunks', {name: 'Harbour Telecom', host: `127.0.0.1:${provider.sip.udp}`, user: 'harbour', password, number: '8000', callerNumber: '+442079460100', maxCalls: 8});
	await box.api('POST', '/trunks', {name: 'Warehouse', kind: 'address', host: `127.0.0.99:${await freeUdpPort()}`, trusted: ['127.0.0.99'], srtp: 'off'});
	await box.api('POST', '/routes', {prefix: '9', class: 'external', strip: 1, pricePerMinute: 0.03, via: {kind: 'trunk', trunk: trunk.id}});
	await box.api('POST', '/routes', {prefix: '900', class: 'international', strip: 1, pricePerMinute: 0.4, via: {kind: 'trunk', trunk: trunk.id}});
	await box.api('POST', '/bans', {address: '192.0.2.66', minutes: 60});
	await box.event('trunk.changed', event => event.trunk.state === 'registered', {withinMs: 30_000});
	await box.event('sip-phone.changed', event => event.phone.bindings.length > 0, {withinMs: 30_000});
}
