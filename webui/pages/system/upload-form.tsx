import {useId, useState} from 'preact/hooks';
import type {CertificateInput, CertificateView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';

type Part = keyof CertificateInput;
const parts = ['certificate', 'key'] as const satisfies readonly Part[];
const accepted: Readonly<Record<Part, string>> = {certificate: '.pem,.crt,.cer', key: '.pem,.key'};

/** Takes a certificate and its key as files. They go to the box and nowhere else. */
export function UploadForm({store, onDone, onClose}: {store: Store; onDone: () => void; onClose: () => void}) {
	const {t, tell, failure} = useTranslator();
	const [files, setFiles] = useState<Partial<Record<Part, File>>>({});
	const [failed, setFailed] = useState<Failure>();
	const [isSent, setSent] = useState(false);
	const [isWaiting, setWaiting] = useState(false);
	const send = async () => {
		setSent(true);
		const {certificate, key} = files;
		if (!certificate || !key) return;
		setWaiting(true);
		const input: CertificateInput = {certificate: await certificate.text(), key: await key.text()};
		const outcome = await store.request.post<CertificateView>('/certificate', input);
		setWaiting(false);
		if (outcome.ok) return onDone();
		setFailed(outcome.failure);
	};
	const problemAt = (part: Part): string => {
		if (!files[part]) return isSent ? t('certificate.noFile') : '';
		return (failed?.problems ?? []).filter(({path}) => path === `/${part}`).map(problem => tell(problem, problem.message)).join(' ');
	};
	return (
		<form class="form" aria-label={t('certificate.upload')} noValidate onSubmit={event => {
			event.preventDefault();
			if (!isWaiting) void send();
		}}>
			{failed && parts.every(part => problemAt(part) === '') && <div role="alert"><Banner tone="error">{failure(failed)}</Banner></div>}
			<div class="form-fields">
				{parts.map(part => (
					<FileField
						key={part} title={t(`certificate.file.${part}`)} about={t(`certificate.fileAbout.${part}`)} accept={accepted[part]} problem={problemAt(part)}
						onChange={file => {
							setFiles({...files, [part]: file});
							setFailed(undefined);
						}}
					/>
				))}
			</div>
			<div class="form-buttons">
				<button type="submit" class="button main" aria-disabled={isWaiting || undefined} aria-busy={isWaiting || undefined}>
					{isWaiting && <span class="spinner" aria-hidden="true" />}
					<span>{t('certificate.upload')}</span>
				</button>
				<Button onPress={onClose}>{t('form.cancel')}</Button>
			</div>
		</form>
	);
}

type FileFieldProps = {title: string; about: string; accept: string; problem: string; onChange: (file: File | undefined) => void};

function FileField({title, about, accept, problem, onChange}: FileFieldProps) {
	const id = useId();
	return (
		<div class="field">
			<label class="field-title" for={id}>{title}</label>
			<span class="field-about" id={`${id}-about`}>{about}</span>
			<input
				type="file" id={id} accept={accept} aria-invalid={problem !== '' || undefined} aria-describedby={`${id}-about${problem === '' ? '' : ` ${id}-problem`}`}
				onChange={({currentTarget}) => onChange(currentTarget.files?.[0])}
			/>
			{problem !== '' && <span class="field-problem" id={`${id}-problem`} role="alert">{problem}</span>}
		</div>
	);
}
