import type {Conference, DialPlanEntry, LinesView, RoomView, TrunkView} from '../../../firmware/contract/index.js';
import type {Translator} from '../../i18n/index.js';
import {nameOf} from '../lines/names.js';

/** What a conference is called: its description, else its number. */
export function titleOf({description, extension}: Pick<Conference, 'description' | 'extension'>, {t, madeName}: Pick<Translator, 't' | 'madeName'>): string {
	return description === '' ? t('conferences.untitled', {extension}) : madeName(description);
}

/** How many are in a conference now; a dynamic one is as many rooms as numbers were keyed in. */
export function peopleIn(conference: Pick<Conference, 'id'>, rooms: readonly RoomView[]): number {
	return rooms.filter(room => room.conference === conference.id).reduce((sum, {participants}) => sum + participants.length, 0);
}

export type WaysIn = {lines: LinesView; trunks: readonly Pick<TrunkView, 'name' | 'enabled' | 'number'>[]; portal: string | null};

/** The names of the lines, spans and trunks by which callers from outside come to a number, directly or by the portal. */
export function waysInto(extension: string, {lines: {lines, spans}, trunks, portal}: WaysIn, translator: Pick<Translator, 'madeName'>): string[] {
	const goals = portal === null ? [extension] : [extension, portal];
	const byLine = lines.filter(({config}) => config !== null && config.kind !== 'fxs' && config.enabled && leadsTo(config.target ?? portal, goals));
	const bySpan = spans.filter(({config}) => config?.enabled && (config.lastDigits === 0 || config.lastDigits >= extension.length
		|| leadsTo(config.otherwise, goals) || config.inboundNumbers.some(({target}) => leadsTo(target, goals))));
	const byTrunk = trunks.filter(({enabled, number}) => enabled && (number === '' || leadsTo(number, goals)));
	return [...[...byLine, ...bySpan].map(one => nameOf(one, translator)), ...byTrunk.map(({name}) => name)];
}

const leadsTo = (target: string | null, goals: readonly string[]): boolean => target !== null && goals.includes(target);

/** The digits that callers from outside dial to get to a number, as far as the spans' set-up has them. */
export function outsideNumbers(extension: string, {spans}: LinesView): string[] {
	return spans.flatMap(({config}) => config?.inboundNumbers ?? []).filter(({target}) => target === extension).map(({dialled}) => dialled);
}

/** The portal's number, as the dial plan has it. */
export function portalIn(plan: readonly DialPlanEntry[] | null): string | null {
	return plan?.find(({use}) => use === 'portal')?.number ?? null;
}

export type InvitationFacts = {conference: Conference; portal: string | null; outside: readonly string[]; host: string};

/** What participants have to know, as a text for a mail. The leader PIN is not theirs. */
export function invitationText({conference, portal, outside, host}: InvitationFacts, translator: Pick<Translator, 't' | 'madeName'>): string {
	const {t} = translator;
	const {extension} = conference;
	const pin = conference.kind === 'static' ? conference.pin : null;
	return [
		titleOf(conference, translator), '',
		t('invitation.number', {number: extension}),
		...pin === null ? [] : [t('invitation.pin', {pin})],
		'',
		t(conference.kind === 'dynamic' ? 'invitation.howDynamic' : pin === null ? 'invitation.howWithout' : 'invitation.how', {number: extension}),
		...outside.map(number => t('invitation.outside', {number})),
		...portal === null ? [] : [t('invitation.portal', {portal, number: extension})],
		t('invitation.sip', {address: `sip:${extension}@${host}`}),
	].join('\n');
}
