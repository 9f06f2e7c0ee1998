import {useState} from 'preact/hooks';
import type {Conference} from '../../../firmware/contract/index.js';
import {useTranslator, type Translator} from '../../i18n/index.js';
import {Chip, ConfirmDialog, goTo, IconButton, SearchField, Table, type Column, type Notice} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {Pin} from './pin.js';
import {ParticipantsText} from './participants-text.js';
import {peopleIn, titleOf} from './words.js';

export type ConferenceListProps = {store: Store; conferences: readonly Conference[]; notice: {show: (notice: Notice) => void}; reload: () => void};

export function ConferenceList({store, conferences, notice, reload}: ConferenceListProps) {
	const translator = useTranslator();
	const {t, failure} = translator;
	const [search, setSearch] = useState('');
	const [deleting, setDeleting] = useState<Conference>();
	const [telling, setTelling] = useState<Conference>();
	const columns = useColumns(store);
	const remove = async (conference: Conference) => {
		setDeleting(undefined);
		const title = titleOf(conference, translator);
		const outcome = await store.request.remove(`/conferences/${encodeURIComponent(conference.id)}`);
		notice.show(outcome.ok ? {text: t('conferences.deleted', {title})} : {tone: 'failed', text: t('conferences.notDeleted', {title, why: failure(outcome.failure)})});
		reload();
	};
	return (
		<>
			{conferences.length > 6 && <SearchField label={t('conferences.search')} value={search} onChange={setSearch} />}
			<Table
				label={t('place.conferences')} rows={conferences.filter(conference => isFound(conference, search, translator))} keyOf={({id}) => id} columns={columns}
				order={{column: 'extension', direction: 'ascending'}}
				actions={conference => <Actions store={store} conference={conference} onTell={() => setTelling(conference)} onDelete={() => setDeleting(conference)} />}
			/>
			{telling && <ParticipantsText store={store} conference={telling} onClose={() => setTelling(undefined)} />}
			{deleting && <DeleteDialog store={store} conference={deleting} onCancel={() => setDeleting(undefined)} onConfirm={() => void remove(deleting)} />}
		</>
	);
}

function isFound({extension, description}: Conference, search: string, {madeName}: Translator): boolean {
	return `${extension} ${madeName(description)}`.toLowerCase().includes(search.trim().toLowerCase());
}

function useColumns(store: Store): Column<Conference>[] {
	const {t, word, madeName} = useTranslator();
	const users = useResource<{id: string; name: string}[]>(store, {path: '/users/names', reloadOn: ['users.changed']}).state.value;
	const nameOf = (id: string | null) => users.kind === 'ready' ? users.value.find(user => user.id === id)?.name ?? '' : '';
	const people = (conference: Conference) => peopleIn(conference, store.live.value.rooms);
	return [
		{name: 'extension', title: t('conferences.number'), cell: ({extension}) => <span class="number">{extension}</span>, sortBy: ({extension}) => extension},
		{name: 'description', title: t('conferences.description'), cell: conference => <About conference={conference} />, sortBy: ({description}) => madeName(description)},
		{name: 'pin', title: t('conferences.pin'), cell: conference => <Pins conference={conference} />},
		{name: 'organizer', title: word('title', 'organizer', 'Organizer'), cell: ({organizer}) => nameOf(organizer) || '–', sortBy: ({organizer}) => nameOf(organizer)},
		{name: 'record', title: word('title', 'conference.record', 'Recording'), cell: ({record}) => word('option', `conference.record.${record}`, record)},
		{name: 'now', title: t('conferences.now'), cell: conference => <Now people={people(conference)} />, sortBy: people},
	];
}

function About({conference: {description, kind, language}}: {conference: Conference}) {
	const {t, word, madeName} = useTranslator();
	return (
		<span class="conference-about">
			{description !== '' && <span>{madeName(description)}</span>}
			<span class="conference-kind">{t(`conferences.kind.${kind}`)}{language && ` · ${word('option', `language.${language}`, language)}`}</span>
		</span>
	);
}

function Pins({conference}: {conference: Conference}) {
	const {t} = useTranslator();
	if (conference.kind === 'dynamic') return <span class="quiet">{t('conferences.pinByCaller')}</span>;
	const {pin, leaderPin, extension} = conference;
	return (
		<span class="pins">
			{pin === null ? <span class="quiet">{t('conferences.noPin')}</span> : <Pin pin={pin} label={t('conferences.pinOf', {number: extension})} />}
			{leaderPin !== null && <Pin pin={leaderPin} label={t('conferences.leaderPinOf', {number: extension})} note={t('conferences.leader')} />}
		</span>
	);
}

function Now({people}: {people: number}) {
	const {t, count} = useTranslator();
	if (people === 0) return <span class="quiet">{t('conferences.nobody')}</span>;
	return <a href="/"><Chip tone="good" icon="people">{count('room.people', people)}</Chip></a>;
}

type ActionsProps = {store: Store; conference: Conference; onTell: () => void; onDelete: () => void};

/** An organizer changes his own ones only. */
function Actions({store, conference, onTell, onDelete}: ActionsProps) {
	const translator = useTranslator();
	const {t} = translator;
	const session = store.session.value;
	const isOwn = session.kind === 'in' && session.user.user !== null && session.user.user === conference.organizer;
	const of = {title: titleOf(conference, translator)};
	return (
		<>
			<IconButton icon="share" label={t('conferences.tell', of)} onPress={onTell} />
			{(store.mayConfigure.value || isOwn) && (
				<>
					<IconButton icon="edit" label={t('conferences.change', of)} onPress={() => goTo(`/conferences/${conference.id}`)} />
					<IconButton icon="copy" label={t('conferences.duplicate', of)} onPress={() => goTo(`/conferences/new/${conference.id}`)} />
					<IconButton icon="delete" look="danger" label={t('conferences.delete', of)} onPress={onDelete} />
				</>
			)}
		</>
	);
}

function DeleteDialog({store, conference, onConfirm, onCancel}: {store: Store; conference: Conference; onConfirm: () => void; onCancel: () => void}) {
	const translator = useTranslator();
	const {t, count} = translator;
	const people = peopleIn(conference, store.live.value.rooms);
	return (
		<ConfirmDialog
			title={t('conferences.deleteTitle', {title: titleOf(conference, translator)})}
			text={`${people > 0 ? `${count('conferences.deletePeople', people)} ` : ''}${t('conferences.deleteText')}`}
			confirm={t('conferences.deleteConfirm')} cancel={t('conferences.deleteCancel')} icon="delete" onConfirm={onConfirm} onCancel={onCancel}
		/>
	);
}
