import type {UserView} from '../../../firmware/contract/index.js';
import {SchemaForm, useSchema} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Dialog, WhenLoaded} from '../../kit/index.js';
import type {Store} from '../../store/index.js';

/** Gives somebody who forgot the password a new one. */
export function NewPassword({store, user, onDone, onClose}: {store: Store; user: UserView; onDone: () => void; onClose: () => void}) {
	const {t, failure} = useTranslator();
	const schema = useSchema(store, 'user');
	let isDone = false;
	const save = async ({password}: Record<string, unknown>) => {
		const outcome = await store.request.patch(`/users/${encodeURIComponent(user.id)}`, {password});
		isDone = outcome.ok;
		return outcome.ok ? undefined : {message: failure(outcome.failure), problems: outcome.failure.problems ?? []};
	};
	const title = t('users.renewTitle', {name: user.name});
	return (
		<Dialog title={title} onClose={onClose}>
			<p>{t('users.renewText')}</p>
			<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
				{loaded => (
					<SchemaForm
						schema={loaded} words="user" label={title} value={{password: ''}} shows={name => name === 'password'} isNew onSave={save}
						submit={t('users.renewConfirm')} onClose={() => isDone ? onDone() : onClose()}
					/>
				)}
			</WhenLoaded>
		</Dialog>
	);
}
