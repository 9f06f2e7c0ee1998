import {useState} from 'preact/hooks';
import type {UserView} from '../../../firmware/contract/index.js';
import {useTranslator, type Translator} from '../../i18n/index.js';
import {Bar, ConfirmDialog, goTo, IconButton, Table, type Column, type Notice} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {NewPassword} from './new-password.js';
import {mayCallIn} from './words.js';

export type UserListProps = {store: Store; users: readonly UserView[]; show: (notice: Notice) => void; reload: () => void};

export function UserList({store, users, show, reload}: UserListProps) {
	const translator = useTranslator();
	const {t, failure} = translator;
	const [deleting, setDeleting] = useState<UserView>();
	const [renewing, setRenewing] = useState<UserView>();
	const columns = useColumns(store);
	const remove = async ({id, name}: UserView) => {
		setDeleting(undefined);
		const outcome = await store.request.remove(`/users/${encodeURIComponent(id)}`);
		show(outcome.ok ? {text: t('users.deleted', {name})} : {tone: 'failed', text: t('users.notDeleted', {name, why: failure(outcome.failure)})});
		reload();
	};
	return (
		<>
			<Table label={t('place.users')} rows={users} keyOf={({id}) => id} columns={columns} order={{column: 'name', direction: 'ascending'}} actions={user => (
				<>
					<IconButton icon="edit" label={t('users.change', {name: user.name})} onPress={() => goTo(`/users/${user.id}`)} />
					<IconButton icon="key" label={t('users.renew', {name: user.name})} onPress={() => setRenewing(user)} />
					<IconButton icon="delete" look="danger" label={t('users.delete', {name: user.name})} onPress={() => setDeleting(user)} />
				</>
			)} />
			{renewing && (
				<NewPassword store={store} user={renewing} onClose={() => setRenewing(undefined)} onDone={() => {
					show({text: t('users.renewed', {name: renewing.name})});
					setRenewing(undefined);
				}} />
			)}
			{deleting && (
				<ConfirmDialog
					title={t('users.deleteTitle', {name: deleting.name})} text={t('users.deleteText')} confirm={t('users.deleteConfirm')} cancel={t('form.cancel')} icon="delete"
					onConfirm={() => void remove(deleting)} onCancel={() => setDeleting(undefined)}
				/>
			)}
		</>
	);
}

function useColumns(store: Store): Column<UserView>[] {
	const translator = useTranslator();
	const {t, word} = translator;
	const use = useUse(store);
	const session = store.session.value;
	const isSelf = ({id}: UserView) => session.kind === 'in' && session.user.user === id;
	const roleOf = ({role}: UserView) => word('option', `user.role.${role}`, role);
	return [
		{name: 'name', title: word('title', 'user.name', 'Name'), cell: user => <>{user.name}{isSelf(user) && <span class="user-self">{t('users.self')}</span>}</>, sortBy: ({name}) => name},
		{name: 'role', title: word('title', 'user.role', 'Role'), cell: roleOf, sortBy: roleOf},
		{name: 'calls', title: word('title', 'user.mayCall', 'May call'), cell: user => mayCallIn(user, translator)},
		{name: 'quota', title: word('title', 'user.recordingQuotaMegabytes', 'Recordings'), cell: user => <Quota user={user} used={use(user)} />, sortBy: use},
		{name: 'spend', title: word('title', 'user.dailySpend', 'Spend a day'), cell: user => spendOf(user, translator), numeric: true},
	];
}

const spendOf = ({role, dailySpend}: UserView, {t, number}: Translator): string => role === 'user' ? '–' : dailySpend === null ? t('users.noLimit') : number(dailySpend);

const megabyte = 1_000_000;

function Quota({user, used}: {user: UserView; used: number}) {
	const {t, bytes} = useTranslator();
	if (user.role === 'user') return <>–</>;
	const quota = user.recordingQuotaMegabytes * megabyte;
	return <Bar label={t('users.quotaOf', {name: user.name})} value={used} max={quota} warnAt={0.8} text={t('users.quota', {used: bytes(used), quota: bytes(quota)})} />;
}

/** Bytes of recordings of somebody's conferences; 0 where it is not known. */
function useUse(store: Store): (user: UserView) => number {
	const usage = useResource<{organizer: string | null; bytes: number}[]>(store, {path: '/recordings/usage', reloadOn: ['recording.changed', 'recording.deleted', 'users.changed']}).state.value;
	return ({id}) => usage.kind === 'ready' ? usage.value.find(({organizer}) => organizer === id)?.bytes ?? 0 : 0;
}
