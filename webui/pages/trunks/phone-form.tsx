import {useState} from 'preact/hooks';
import type {NewSipPhone, SipPhoneView} from '../../../firmware/contract/index.js';
import {defaultsOf, SchemaForm, useSchema} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {EmptyState, Section, WhenLoaded} from '../../kit/index.js';
import {PhonePassword} from './phone-password.js';
import {placeOfPart, type FormProps} from './trunks-page.js';

/** A new phone, or one that is changed. */
export function PhoneForm({store, id, done, close}: FormProps) {
	const {t, failure} = useTranslator();
	const schema = useSchema(store, 'sip-phone');
	const [made, setMade] = useState<NewSipPhone>();
	const isNew = id === 'new';
	const phone = store.live.value.sipPhones.find(one => one.id === id);
	if (!isNew && !phone) return <EmptyState icon="phone" title={t('trunks.phoneGone')} action={<a class="button" href={placeOfPart('phones')}>{t('trunks.part.phones')}</a>} />;
	const save = async (change: Record<string, unknown>) => {
		const outcome = isNew ? await store.request.post<NewSipPhone>('/sip-phones', change) : await store.request.patch<SipPhoneView>(`/sip-phones/${encodeURIComponent(id)}`, change);
		if (!outcome.ok) return {message: failure(outcome.failure), problems: outcome.failure.problems ?? []};
		saved = outcome.value;
		return undefined;
	};
	let saved: SipPhoneView | NewSipPhone | undefined;
	const onClose = () => {
		if (saved && 'password' in saved) setMade(saved);
		else if (saved) done(t('trunks.saved', {name: saved.name}));
		else close();
	};
	return (
		<Section title={isNew ? t('trunks.newPhone') : t('trunks.change', {name: phone?.name ?? ''})}>
			<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
				{loaded => (
					<SchemaForm
						schema={loaded} words="sip-phone" isNew={isNew} ports={store} label={t('trunks.newPhone')} value={isNew ? defaultsOf(loaded) : {...phone}}
						shows={name => isNew || name !== 'password'} submit={isNew ? t('trunks.add') : t('form.save')} onSave={save} onClose={onClose}
					/>
				)}
			</WhenLoaded>
			{made && <PhonePassword phone={made} onClose={() => done(t('trunks.saved', {name: made.name}))} />}
		</Section>
	);
}
