import {useState} from 'preact/hooks';
import type {SessionView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, ConfirmDialog, Facts, Page, Section, useNotice} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';
import {mayCallIn} from '../users/words.js';
import {PasswordForm} from './password-form.js';

/** Who is logged in, the own password, and the way out. */
export function AccountPage({store}: {store: Store}) {
	const {t} = useTranslator();
	const session = store.session.value;
	const notice = useNotice();
	if (session.kind !== 'in') return null;
	return (
		<Page title={t('account.title')}>
			<Section title={session.user.user === null ? t('app.byLink') : session.user.name} actions={<Button icon="leave" onPress={() => void store.logOut()}>{t('app.logOut')}</Button>}><Self user={session.user} /></Section>
			<Section title={t('account.password')} about={session.user.user === null ? t('account.noPassword') : t('account.passwordAbout')}>
				{session.user.user !== null && <PasswordForm store={store} onDone={() => notice.show({text: t('account.passwordChanged')})} />}
			</Section>
			<Section title={t('account.everywhere')} about={t('account.everywhereAbout')}><Everywhere store={store} /></Section>
			{notice.element}
		</Page>
	);
}

function Self({user}: {user: SessionView}) {
	const translator = useTranslator();
	const {t, word, dateTime} = translator;
	const {role, expiresAt} = user;
	return (
		<Facts items={[
			[word('title', 'user.role', 'Role'), word('option', `user.role.${role}`, role)],
			...(role === 'user' ? [] : [[word('title', 'user.mayCall', 'May call'), mayCallIn(user, translator)] as const]),
			...(expiresAt === null ? [] : [[t('account.until'), <time dateTime={expiresAt}>{dateTime(expiresAt)}</time>] as const]),
		]} />
	);
}

/** Logs out here and in all other browsers. */
function Everywhere({store}: {store: Store}) {
	const {t, failure} = useTranslator();
	const [step, setStep] = useState<'idle' | 'asking' | 'sending' | Failure>('idle');
	const leave = async () => {
		setStep('sending');
		const outcome = await store.request.remove('/sessions');
		if (!outcome.ok) return setStep(outcome.failure);
		await store.open();
	};
	return (
		<>
			{typeof step === 'object' && <Banner tone="error">{t('app.logOutFailed', {why: failure(step)})}</Banner>}
			<div><Button look="danger" icon="leave" waiting={step === 'sending'} onPress={() => setStep('asking')}>{t('account.everywhereButton')}</Button></div>
			{step === 'asking' && (
				<ConfirmDialog
					title={t('account.everywhereTitle')} text={t('account.everywhereText')} confirm={t('account.everywhereButton')} cancel={t('form.cancel')} icon="leave"
					onConfirm={() => void leave()} onCancel={() => setStep('idle')}
				/>
			)}
		</>
	);
}
