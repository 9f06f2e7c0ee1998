import {useId, useState} from 'preact/hooks';
import {useTranslator} from '../../i18n/index.js';
import {Banner} from '../../kit/index.js';
import type {Failure} from '../../store/index.js';

export type ChooseFileProps = {failure: Failure | undefined; isChecking: boolean; onCheck: (file: File, passphrase: string) => void};

/** What is wrong with the file itself. */
const ofFile: ReadonlySet<string> = new Set(['BAD_BACKUP', 'BACKUP_TOO_NEW', 'DATABASE_DAMAGED', 'DATABASE_TOO_NEW']);

/** The file of a backup, and its passphrase where it has one. */
export function ChooseFile({failure: failed, isChecking, onCheck}: ChooseFileProps) {
	const {t, failure} = useTranslator();
	const [file, setFile] = useState<File>();
	const [passphrase, setPassphrase] = useState('');
	const [isMissing, setMissing] = useState(false);
	const id = useId();
	const why = failed && failure(failed);
	const wrongFile = isMissing ? t('backup.noFile') : failed && ofFile.has(failed.code) ? why : undefined;
	const wrongPassphrase = failed?.code === 'WRONG_PASSPHRASE' ? why : undefined;
	return (
		<form class="form" aria-label={t('backup.restore')} noValidate onSubmit={event => {
			event.preventDefault();
			setMissing(!file);
			if (file && !isChecking) onCheck(file, passphrase);
		}}>
			{failed && !wrongFile && !wrongPassphrase && <Banner tone="error">{why}</Banner>}
			<div class="form-fields">
				<div class="field backup-file">
					<label class="field-title" for={`${id}-file`}>{t('backup.file')}</label>
					<input
						type="file" id={`${id}-file`} accept=".partyline,.age" aria-invalid={wrongFile ? true : undefined} aria-describedby={wrongFile ? `${id}-wrong-file` : undefined}
						onChange={({currentTarget}) => {
							setFile(currentTarget.files?.[0]);
							setMissing(false);
						}}
					/>
					{wrongFile && <span class="field-problem" id={`${id}-wrong-file`} role="alert">{wrongFile}</span>}
				</div>
				<div class="field">
					<label class="field-title" for={`${id}-passphrase`}>{t('backup.passphrase')}</label>
					<span class="field-about" id={`${id}-about`}>{t('backup.openAbout')}</span>
					<input
						type="password" id={`${id}-passphrase`} autocomplete="off" value={passphrase} aria-invalid={wrongPassphrase ? true : undefined}
						aria-describedby={`${id}-about${wrongPassphrase ? ` ${id}-wrong` : ''}`} onInput={({currentTarget}) => setPassphrase(currentTarget.value)}
					/>
					{wrongPassphrase && <span class="field-problem" id={`${id}-wrong`} role="alert">{wrongPassphrase}</span>}
				</div>
			</div>
			<div class="form-buttons">
				<button type="submit" class="button main" aria-disabled={isChecking || undefined} aria-busy={isChecking || undefined}>
					{isChecking && <span class="spinner" aria-hidden="true" />}
					<span>{t(isChecking ? 'backup.checking' : 'backup.check')}</span>
				</button>
			</div>
		</form>
	);
}
