import type {CallRecord, LinesView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Icon, Table, type Column} from '../../kit/index.js';
import {wayOf} from '../lines/names.js';
import {byOf, conferenceOf, costOf, lengthOf, outcomeOf, who, type Titles} from './record-words.js';

export type RecordTableProps = {records: readonly CallRecord[]; titles: Titles; lines: LinesView};

export function RecordTable({records, titles, lines}: RecordTableProps) {
	const translator = useTranslator();
	const {t, dateTime} = translator;
	const costs = records.some(({cost, by}) => cost > 0 || by !== '');
	const columns: readonly Column<CallRecord>[] = [
		{name: 'who', title: t('calls.who'), cell: record => <Caller record={record} />},
		{name: 'when', title: t('history.when'), cell: ({startedAt}) => <time dateTime={startedAt}>{dateTime(startedAt)}</time>},
		{name: 'conference', title: t('history.conference'), cell: record => conferenceOf(record, titles)},
		{name: 'line', title: t('calls.line'), cell: record => wayOf(record, lines, translator)},
		{name: 'duration', title: t('history.duration'), cell: lengthOf, numeric: true},
		{name: 'outcome', title: t('history.outcome'), cell: record => outcomeOf(record, translator)},
		...(costs ? [{name: 'cost', title: t('history.cost'), cell: (record: CallRecord) => <Cost record={record} />, numeric: true}] : []),
	];
	return <Table label={t('history.title')} rows={records} keyOf={({id}) => id} columns={columns} />;
}

function Caller({record}: {record: CallRecord}) {
	const translator = useTranslator();
	const {t} = translator;
	const {direction, name, number, dialled} = record;
	return (
		<span class="record-who">
			<Icon name={direction === 'in' ? 'incoming' : 'outgoing'} /><span class="hidden">{t(`calls.${direction}`)}: </span>
			<span>{who(record, translator)}<span class="record-number">{[name === '' ? '' : number, direction === 'in' && dialled !== '' ? `→ ${dialled}` : ''].filter(part => part !== '').join(' ')}</span></span>
		</span>
	);
}

function Cost({record}: {record: CallRecord}) {
	const translator = useTranslator();
	return <span>{costOf(record, translator)}{record.by !== '' && <span class="record-number">{translator.t('history.byOf', {name: byOf(record, translator)})}</span>}</span>;
}
