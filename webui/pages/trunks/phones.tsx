import {useState} from 'preact/hooks';
import type {NewSipPhone, SipPhoneView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Chip, ConfirmDialog, EmptyState, goTo, IconButton, Section, Table, type Column} from '../../kit/index.js';
import {useResource} from '../../store/index.js';
import {PhonePassword} from './phone-password.js';
import {placeOfPart, type Shown} from './trunks-page.js';

/** Phones that register, and where they are. */
export function Phones({store, notice}: Shown) {
	const {t, failure} = useTranslator();
	const [deleting, setDeleting] = useState<SipPhoneView>();
	const [renewing, setRenewing] = useState<SipPhoneView>();
	const [fresh, setFresh] = useState<NewSipPhone>();
	const users = useResource<{id: string; name: string}[]>(store, {path: '/users/names', reloadOn: ['users.changed']}).state.value;
	const columns = useColumns(id => users.kind === 'ready' ? users.value.find(user => user.id === id)?.name ?? '' : '');
	const phones = store.live.value.sipPhones;
	const remove = async ({id, name}: SipPhoneView) => {
		setDeleting(undefined);
		const outcome = await store.request.remove(`/sip-phones/${encodeURIComponent(id)}`);
		notice.show(outcome.ok ? {text: t('trunks.deleted', {name})} : {tone: 'failed', text: t('trunks.notDeleted', {name, why: failure(outcome.failure)})});
	};
	const renew = async ({id, name}: SipPhoneView) => {
		setRenewing(undefined);
		const outcome = await store.request.patch<NewSipPhone>(`/sip-phones/${encodeURIComponent(id)}`, {password: ''});
		if (outcome.ok) setFresh(outcome.value);
		else notice.show({tone: 'failed', text: t('trunks.notRenewed', {name, why: failure(outcome.failure)})});
	};
	if (phones.length === 0) return <EmptyState icon="phone" title={t('trunks.phonesEmpty')}>{t('trunks.phonesEmptyNext')}</EmptyState>;
	return (
		<Section title={t('trunks.part.phones')} about={t('trunks.phonesAbout')}>
			<Table
				label={t('trunks.part.phones')} rows={phones} keyOf={({id}) => id} columns={columns} order={{column: 'name', direction: 'ascending'}}
				actions={phone => (
					<>
						<IconButton icon="key" label={t('trunks.newPassword', {name: phone.name})} onPress={() => setRenewing(phone)} />
						<IconButton icon="edit" label={t('trunks.change', {name: phone.name})} onPress={() => goTo(placeOfPart('phones', phone.id))} />
						<IconButton icon="delete" look="danger" label={t('trunks.delete', {name: phone.name})} onPress={() => setDeleting(phone)} />
					</>
				)}
			/>
			{fresh && <PhonePassword phone={fresh} onClose={() => setFresh(undefined)} />}
			{renewing && (
				<ConfirmDialog
					title={t('trunks.newPassword', {name: renewing.name})} text={t('trunks.renewText')} confirm={t('trunks.renewConfirm')} cancel={t('trunks.cancel')} icon="key"
					onConfirm={() => void renew(renewing)} onCancel={() => setRenewing(undefined)}
				/>
			)}
			{deleting && (
				<ConfirmDialog
					title={t('trunks.deleteTitle', {name: deleting.name})} text={t('trunks.deletePhoneText')} confirm={t('trunks.deleteConfirm')} cancel={t('trunks.cancel')} icon="delete"
					onConfirm={() => void remove(deleting)} onCancel={() => setDeleting(undefined)}
				/>
			)}
		</Section>
	);
}

function useColumns(nameOf: (user: string | null) => string): Column<SipPhoneView>[] {
	const {t, word} = useTranslator();
	return [
		{name: 'name', title: word('title', 'phone.name', 'Name'), cell: ({name}) => name, sortBy: ({name}) => name},
		{name: 'extension', title: word('title', 'phone.extension', 'Extension'), cell: ({extension}) => <span class="number">{extension ?? ''}</span>, sortBy: ({extension}) => extension ?? ''},
		{name: 'user', title: word('title', 'phone.user', 'User name'), cell: ({user}) => user, sortBy: ({user}) => user},
		{name: 'owner', title: word('title', 'phone.owner', 'Belongs to'), cell: ({owner}) => nameOf(owner), sortBy: ({owner}) => nameOf(owner)},
		{name: 'state', title: t('trunks.state'), cell: phone => <Registration phone={phone} />, sortBy: ({bindings}) => bindings.length},
	];
}

function Registration({phone: {bindings}}: {phone: SipPhoneView}) {
	const {t, timeOfDay} = useTranslator();
	if (bindings.length === 0) return <Chip icon="pause">{t('trunks.notRegistered')}</Chip>;
	return (
		<span class="trunk-state">
			<Chip tone="good" icon="check">{t('trunks.state.registered')}</Chip>
			{bindings.map(({contact, address, transport, userAgent, expiresAt}) => (
				<span key={contact} class="quiet">{t('trunks.binding', {address, transport: transport.toUpperCase(), phone: userAgent, time: timeOfDay(expiresAt)})}</span>
			))}
		</span>
	);
}
