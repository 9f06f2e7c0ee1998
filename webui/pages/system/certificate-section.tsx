import {useState} from 'preact/hooks';
import type {CertificateView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Button, ConfirmDialog, CopyButton, Facts, Section, useNotice, WhenLoaded} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {UploadForm} from './upload-form.js';

/** The certificate that the box shows, how to trust it, and another one in its place. */
export function CertificateSection({store}: {store: Store}) {
	const {t, failure} = useTranslator();
	const {state, reload} = useResource<CertificateView>(store, {path: '/certificate'});
	const [open, setOpen] = useState<'upload' | 'back'>();
	const notice = useNotice();
	const done = (text: string) => {
		setOpen(undefined);
		notice.show({text});
		void reload();
	};
	const useOwn = async () => {
		setOpen(undefined);
		const outcome = await store.request.remove<CertificateView>('/certificate');
		if (outcome.ok) return done(t('certificate.backDone'));
		notice.show({tone: 'failed', text: failure(outcome.failure)});
	};
	return (
		<Section title={t('certificate.title')} about={t('certificate.about')}>
			<WhenLoaded state={state.value} retry={() => void reload()}>
				{view => (
					<div class="system-actions">
						<CertificateFacts view={view} />
						<div class="system-buttons">
							{view.source === 'own' && <a class="button plain" href="/certificate" target="_blank" rel="noopener">{t('certificate.install')}</a>}
							{open !== 'upload' && <Button icon="upload" onPress={() => setOpen('upload')}>{t('certificate.upload')}</Button>}
							{view.source === 'uploaded' && <Button icon="undo" onPress={() => setOpen('back')}>{t('certificate.back')}</Button>}
						</div>
					</div>
				)}
			</WhenLoaded>
			{open === 'upload' && <UploadForm store={store} onDone={() => done(t('certificate.uploadDone'))} onClose={() => setOpen(undefined)} />}
			{open === 'back' && (
				<ConfirmDialog
					title={t('certificate.backTitle')} text={t('certificate.backText')} confirm={t('certificate.back')} cancel={t('form.cancel')} icon="undo"
					onConfirm={() => void useOwn()} onCancel={() => setOpen(undefined)}
				/>
			)}
			{notice.element}
		</Section>
	);
}

function CertificateFacts({view: {source, issuer, names, notAfter, fingerprint, authority}}: {view: CertificateView}) {
	const {t, day} = useTranslator();
	return (
		<Facts items={[
			[t('certificate.source'), t(`certificate.source.${source}`)],
			[t('certificate.issuer'), issuer],
			[t('certificate.names'), names.join(', ')],
			[t('certificate.notAfter'), day(notAfter)],
			[t('certificate.fingerprint'), <Fingerprint key="own" value={fingerprint} what={t('certificate.fingerprint')} />],
			...(authority === null ? [] : [
				[t('certificate.authority'), <Fingerprint key="authority" value={authority.fingerprint} what={t('certificate.authority')} />] as const,
				[t('certificate.authorityEnd'), day(authority.notAfter)] as const,
			]),
		]} />
	);
}

/** Broken at its colons, that it fits beside nothing else on a phone. */
function Fingerprint({value, what}: {value: string; what: string}) {
	return <span class="fingerprint"><code>{value.split(':').flatMap((part, place) => place === 0 ? [part] : [':', <wbr key={place} />, part])}</code><CopyButton text={value} what={what} /></span>;
}
