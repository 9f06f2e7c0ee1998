import {useLayoutEffect, useRef, useState} from 'preact/hooks';
import {useTranslator, type Translator} from '../../i18n/index.js';
import {Banner} from '../../kit/index.js';
import type {Session, Store} from '../../store/index.js';

export function LoginPage({store}: {store: Store}) {
	const {t} = useTranslator();
	const [waiting, setWaiting] = useState(false);
	const session = store.session.value;
	const form = useFirstField(session);
	const submit = async (event: SubmitEvent) => {
		event.preventDefault();
		if (waiting || !(event.currentTarget instanceof HTMLFormElement)) return;
		setWaiting(true);
		await store.logIn(credentialsIn(event.currentTarget));
		setWaiting(false);
	};
	return (
		<main class="login">
			<form class="login-form" ref={form} onSubmit={event => void submit(event)}>
				<h1>{t('login.title')}</h1>
				<p>{t('login.lead')}</p>
				<Why session={session} />
				<label for="login-name">{t('login.name')}</label>
				<input id="login-name" name="name" autocomplete="username" autocapitalize="none" spellcheck={false} required />
				<label for="login-password">{t('login.password')}</label>
				<input id="login-password" name="password" type="password" autocomplete="current-password" required />
				<button type="submit" class="button main" aria-disabled={waiting || undefined}>
					{waiting && <span class="spinner" aria-hidden="true" />}
					<span>{waiting ? t('login.waiting') : t('login.submit')}</span>
				</button>
			</form>
		</main>
	);
}

/** The keyboard begins at the name, and after a refusal at the password. On a phone its keys would hide the page, so there nothing is chosen. */
function useFirstField(session: Session) {
	const form = useRef<HTMLFormElement>(null);
	const failure = session.kind === 'out' && session.by === 'password' ? session.failure : null;
	useLayoutEffect(() => {
		if (!failure && !matchMedia('(pointer: fine)').matches) return;
		const field = form.current?.querySelector<HTMLInputElement>(failure ? '[name=password]' : '[name=name]');
		field?.focus();
		field?.select();
	}, [failure]);
	return form;
}

function credentialsIn(form: HTMLFormElement): {name: string; password: string} {
	const data = new FormData(form);
	const textOf = (name: string): string => {
		const value = data.get(name);
		return typeof value === 'string' ? value : '';
	};
	return {name: textOf('name'), password: textOf('password')};
}

function Why({session}: {session: Session}) {
	const translator = useTranslator();
	if (session.kind !== 'out' || !session.failure) return null;
	return <Banner tone="error">{whyOf(session.by, session.failure, translator)}</Banner>;
}

function whyOf(by: 'password' | 'code', failure: {code: string; message: string}, translator: Translator): string {
	const refused = ['WRONG_PASSWORD', 'NOT_LOGGED_IN', 'NOT_FOUND', 'INVALID_INPUT'].includes(failure.code);
	return by === 'code' && refused ? translator.t('login.linkUsed') : translator.failure(failure);
}
