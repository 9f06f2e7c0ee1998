import type {AuditEntry} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Icon, Table, type Column} from '../../kit/index.js';
import {doneIn, outcomeIn, whoIn} from './words.js';

export function EntryTable({entries}: {entries: readonly AuditEntry[]}) {
	const translator = useTranslator();
	const {t, dateTime} = translator;
	const columns: readonly Column<AuditEntry>[] = [
		{name: 'action', title: t('audit.what'), cell: entry => <What entry={entry} />},
		{name: 'who', title: t('audit.who'), cell: entry => <Who entry={entry} />},
		{name: 'when', title: t('audit.when'), cell: ({at}) => <time class="audit-when" dateTime={at}>{dateTime(at)}</time>},
		{name: 'outcome', title: t('audit.outcome'), cell: entry => <Outcome entry={entry} />},
	];
	return <Table label={t('audit.title')} rows={entries} keyOf={({id}) => String(id)} columns={columns} />;
}

/** In words, and below what exactly was sent. */
function What({entry}: {entry: AuditEntry}) {
	const translator = useTranslator();
	const {subject, detail} = entry;
	return (
		<span class="audit-what">
			<span>{doneIn(entry, translator)}</span>
			{(subject !== '' || detail !== '') && <span class="audit-detail">{[subject, detail].filter(part => part !== '').join(' · ')}</span>}
		</span>
	);
}

function Who({entry}: {entry: AuditEntry}) {
	const translator = useTranslator();
	return (
		<span class="audit-what">
			<span>{whoIn(entry, translator)}</span>
			{entry.address !== '' && <span class="audit-detail"><span class="hidden">{translator.t('audit.address')} </span>{entry.address}</span>}
		</span>
	);
}

function Outcome({entry}: {entry: AuditEntry}) {
	const translator = useTranslator();
	if (entry.outcome === 'done') return <span class="audit-done"><Icon name="check" />{translator.t('audit.done')}</span>;
	return <span class="audit-refused" title={entry.outcome}><Icon name="warning" />{outcomeIn(entry, translator)}</span>;
}
