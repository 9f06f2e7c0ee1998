import {useState} from 'preact/hooks';
import type {UserView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {EmptyState, goTo, Page, useNotice, WhenLoaded, type Notice} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {NewToken} from './new-token.js';
import {TokenSection} from './token-section.js';
import {UserForm} from './user-form.js';
import {UserList} from './user-list.js';
import './users.css';

const list = '/users';

/** People who may log in, and tokens of programs. `rest`: "new", "new-token", or the id of somebody who is to be changed. */
export function UsersPage({store, rest}: {store: Store; rest: string}) {
	const {t} = useTranslator();
	const users = useResource<UserView[]>(store, {path: '/users', reloadOn: ['users.changed']});
	const notice = useNotice();
	const reload = () => void users.reload();
	const done = (text: string) => {
		notice.show({text});
		reload();
		goTo(list);
	};
	return (
		<Page title={t(titleKeyOf(rest))} actions={rest === '' ? <a class="button main" href={`${list}/new`}>{t('users.new')}</a> : undefined}>
			{rest === 'new-token'
				? <NewToken store={store} />
				: (
					<WhenLoaded state={users.state.value} retry={reload}>
						{all => rest === ''
							? <Lists store={store} users={all} show={notice.show} reload={reload} />
							: <One store={store} rest={rest} users={all} done={done} />}
					</WhenLoaded>
				)}
			{notice.element}
		</Page>
	);
}

function titleKeyOf(rest: string) {
	switch (rest) {
		case '': return 'place.users';
		case 'new': return 'users.newTitle';
		case 'new-token': return 'tokens.newTitle';
		default: return 'users.changeTitle';
	}
}

function Lists({store, users, show, reload}: {store: Store; users: readonly UserView[]; show: (notice: Notice) => void; reload: () => void}) {
	return (
		<>
			<UserList store={store} users={users} show={show} reload={reload} />
			<TokenSection store={store} show={show} />
		</>
	);
}

/** Somebody new, or somebody who is changed. */
function One({store, rest, users, done}: {store: Store; rest: string; users: readonly UserView[]; done: (text: string) => void}) {
	const {t} = useTranslator();
	// Who is changed stays on the form though the list is loaded again.
	const [user] = useState(() => users.find(({id}) => id === rest));
	const onClose = () => goTo(list);
	if (rest === 'new') return <UserForm store={store} onDone={({name}) => done(t('users.made', {name}))} onClose={onClose} />;
	if (!user) return <EmptyState icon="person" title={t('users.gone')} action={<a class="button" href={list}>{t('place.users')}</a>} />;
	return <UserForm store={store} user={user} onDone={({name}) => done(t('users.saved', {name}))} onClose={onClose} />;
}
