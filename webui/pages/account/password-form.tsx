import {useState} from 'preact/hooks';
import {SchemaForm, useSchema} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {WhenLoaded} from '../../kit/index.js';
import type {Store} from '../../store/index.js';

/** The own password is changed by who knows the old one; what a new one must be stands at its field. */
export function PasswordForm({store, onDone}: {store: Store; onDone: () => void}) {
	const {t, failure} = useTranslator();
	const schema = useSchema(store, 'password-change');
	const [round, setRound] = useState(0);
	const save = async (change: Record<string, unknown>) => {
		const outcome = await store.request.patch('/session/password', change);
		if (!outcome.ok) return {message: failure(outcome.failure), problems: outcome.failure.problems ?? []};
		setRound(round + 1);
		onDone();
		return undefined;
	};
	return (
		<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
			{loaded => (
				<SchemaForm
					key={round} schema={loaded} words="password-change" label={t('account.password')} value={{old: '', password: ''}} isNew
					submit={t('account.change')} onSave={save}
				/>
			)}
		</WhenLoaded>
	);
}
