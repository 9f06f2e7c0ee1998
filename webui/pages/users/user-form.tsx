import type {UserView} from '../../../firmware/contract/index.js';
import {defaultsOf, SchemaForm, useSchema, type Refusal} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {WhenLoaded} from '../../kit/index.js';
import type {Store} from '../../store/index.js';

export type UserFormProps = {store: Store; user?: UserView; onDone: (user: UserView) => void; onClose: () => void};

/** Who somebody is, and what he may; a password only of somebody new: those there are have a way of their own to a new one. */
export function UserForm({store, user, onDone, onClose}: UserFormProps) {
	const {t, failure} = useTranslator();
	const schema = useSchema(store, 'user');
	let saved: UserView | undefined;
	const save = async (change: Record<string, unknown>): Promise<Refusal | undefined> => {
		const outcome = user
			? await store.request.patch<UserView>(`/users/${encodeURIComponent(user.id)}`, change)
			: await store.request.post<UserView>('/users', change);
		if (!outcome.ok) return {message: failure(outcome.failure), problems: outcome.failure.problems ?? []};
		saved = outcome.value;
		return undefined;
	};
	return (
		<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
			{loaded => (
				<SchemaForm
					schema={loaded} words="user" ports={store} label={user ? user.name : t('users.newTitle')} isNew={!user} submit={t(user ? 'form.save' : 'users.make')}
					value={user ? {...user} : defaultsOf(loaded)} shows={(name, draft) => isShown(name, draft, user)}
					onSave={save} onClose={() => saved ? onDone(saved) : onClose()}
				/>
			)}
		</WhenLoaded>
	);
}

/** An admin may call everywhere; a mere user makes neither calls nor conferences. */
function isShown(name: string, {role}: Readonly<Record<string, unknown>>, user: UserView | undefined): boolean {
	switch (name) {
		case 'password': return user === undefined;
		case 'mayCall': return role === 'organizer';
		case 'dailySpend':
		case 'recordingQuotaMegabytes': return role !== 'user';
		default: return true;
	}
}
