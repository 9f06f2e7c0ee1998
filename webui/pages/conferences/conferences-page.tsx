import type {Conference} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {EmptyState, goTo, Page, useNotice, WhenLoaded} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {ConferenceForm} from './conference-form.js';
import {ConferenceList} from './conference-list.js';
import {NewConference} from './new-conference.js';
import {titleOf} from './words.js';
import './conferences.css';

const list = '/conferences';

/** The configured conferences. `rest`: "new", "new/<id>" for one like another, or the id of one to be changed. */
export function ConferencesPage({store, rest}: {store: Store; rest: string}) {
	const {t} = useTranslator();
	const conferences = useResource<Conference[]>(store, {path: '/conferences', reloadOn: ['conference.changed', 'conference.deleted']});
	const notice = useNotice();
	const reload = () => void conferences.reload();
	const done = (text: string) => {
		notice.show({text});
		reload();
		goTo(list);
	};
	const title = rest === '' ? t('place.conferences') : t(rest.startsWith('new') ? 'conferences.newTitle' : 'conferences.changeTitle');
	return (
		<Page title={title} actions={rest === '' && store.mayControl.value ? <NewLink /> : undefined}>
			<WhenLoaded state={conferences.state.value} retry={reload}>
				{all => rest === ''
					? <List {...{store, conferences: all, notice, reload}} />
					: <One {...{store, rest, conferences: all, done}} />}
			</WhenLoaded>
			{notice.element}
		</Page>
	);
}

function NewLink() {
	const {t} = useTranslator();
	return <a class="button main" href={`${list}/new`}>{t('conferences.new')}</a>;
}

type ListProps = {store: Store; conferences: readonly Conference[]; notice: ReturnType<typeof useNotice>; reload: () => void};

function List(props: ListProps) {
	const {t} = useTranslator();
	if (props.conferences.length > 0) return <ConferenceList {...props} />;
	return <EmptyState icon="people" title={t('conferences.empty')}>{t('conferences.emptyNext')}</EmptyState>;
}

/** Something new, like another or not, or one that is changed. */
function One({store, rest, conferences, done}: {store: Store; rest: string; conferences: readonly Conference[]; done: (text: string) => void}) {
	const translator = useTranslator();
	const {t} = translator;
	const [place, like] = rest.split('/');
	const onClose = () => goTo(list);
	const said = (key: 'conferences.made' | 'conferences.saved') => (conference: Conference) => done(t(key, {title: titleOf(conference, translator)}));
	if (place === 'new') return <NewConference key={rest} store={store} like={conferences.find(({id}) => id === like)} onDone={said('conferences.made')} onClose={onClose} />;
	const conference = conferences.find(({id}) => id === place);
	if (!conference) return <EmptyState icon="people" title={t('conferences.gone')} action={<a class="button" href={list}>{t('place.conferences')}</a>} />;
	const save = async (change: object) => await store.request.patch<Conference>(`/conferences/${encodeURIComponent(conference.id)}`, change);
	return (
		<ConferenceForm
			key={conference.id} store={store} kind={conference.kind} value={{language: null, ...conference}} label={titleOf(conference, translator)} save={save}
			onDone={said('conferences.saved')} onClose={onClose}
		/>
	);
}
