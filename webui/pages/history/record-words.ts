import type {CallRecord, ConferenceId, LinesView} from '../../../firmware/contract/index.js';
import type {Translator} from '../../i18n/index.js';
import {wayOf} from '../lines/names.js';
import {duration, whoIs} from '../rooms/words.js';

/** The titles of conferences by their ids. */
export type Titles = ReadonlyMap<ConferenceId, string>;

/** How long a call that was answered lasted; a dash for one that was not. */
export function lengthOf({answeredAt, endedAt}: CallRecord): string {
	return answeredAt === null || endedAt === null ? '–' : duration(answeredAt, Date.parse(endedAt));
}

export function outcomeOf({outcome, endedAt}: CallRecord, {t}: Pick<Translator, 't'>): string {
	if (endedAt === null) return t('history.lasts');
	return outcome === null ? '–' : t(`outcome.${outcome}`);
}

/** The conference that a call was in, with the number keyed in where there was one. One that is deleted goes by what was dialled. */
export function conferenceOf({conference, conferenceNumber, dialled}: CallRecord, titles: Titles): string {
	if (conference === null) return '–';
	const title = titles.get(conference) ?? dialled;
	return conferenceNumber === null ? title : `${title} · ${conferenceNumber}`;
}

export function costOf({cost}: CallRecord, {number}: Pick<Translator, 'number'>): string {
	return cost > 0 ? number(cost, {minimumFractionDigits: 2, maximumFractionDigits: 4}) : '–';
}

/** Who had the box make the call. A user has the name that he has, whatever it is like. */
export const byOf = ({by, byUser}: CallRecord, {madeName}: Pick<Translator, 'madeName'>): string => byUser === null ? madeName(by) : by;

export type Known = {titles: Titles; lines: LinesView};

/** The loaded calls as rows of a table for other programs: instants in ISO 8601, numbers plain. */
export function rowsOf(records: readonly CallRecord[], {titles, lines}: Known, translator: Translator): string[][] {
	const {t} = translator;
	const head = [t('history.when'), t('calls.way'), t('history.number'), t('history.name'), t('calls.line'), t('calls.dialled'), t('history.conference'), t('history.duration'), t('history.outcome'), t('history.cost'), t('history.by')];
	return [head, ...records.map(record => [
		record.startedAt, t(`calls.${record.direction}`), record.number, record.name, wayOf(record, lines, translator), record.dialled, conferenceOf(record, titles), lengthOf(record),
		outcomeOf(record, translator), record.cost === 0 ? '' : String(record.cost), byOf(record, translator),
	])];
}

export const who = (record: CallRecord, translator: Translator): string => whoIs(record, translator);
