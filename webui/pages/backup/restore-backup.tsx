import {useId, useState} from 'preact/hooks';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, ConfirmDialog} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';

/** What the box found in a file; it is put in place by the next start. */
type Found = {boxName: string; madeAt: string; version: string; recordings: boolean};
type Step = {kind: 'choosing'; failure?: Failure} | {kind: 'checking'} | {kind: 'found'; found: Found; asks: boolean} | {kind: 'restarting'};

/** Sends a file to be checked whole, shows what it is, and restarts the box with it. */
export function RestoreBackup({store}: {store: Store}) {
	const [step, setStep] = useState<Step>({kind: 'choosing'});
	const {t} = useTranslator();
	const check = async (file: File, passphrase: string) => {
		setStep({kind: 'checking'});
		const answer = await store.request.send<Found>('/backups/restore', file, passphrase === '' ? {} : {'x-partyline-passphrase': inBase64(passphrase)});
		setStep(answer.ok ? {kind: 'found', found: answer.value, asks: false} : {kind: 'choosing', failure: answer.failure});
	};
	const restart = async () => {
		setStep({kind: 'restarting'});
		const answer = await store.request.post('/system/restart');
		if (!answer.ok) setStep({kind: 'choosing', failure: answer.failure});
	};
	switch (step.kind) {
		case 'choosing': return <Choose failure={step.failure} isChecking={false} onCheck={check} />;
		case 'checking': return <Choose failure={undefined} isChecking onCheck={check} />;
		case 'found': return <FoundBackup store={store} step={step} setStep={setStep} onRestart={() => void restart()} />;
		case 'restarting': return <div role="status"><Banner tone="warning">{t('backup.restarting')}</Banner></div>;
	}
}

type ChooseProps = {failure: Failure | undefined; isChecking: boolean; onCheck: (file: File, passphrase: string) => Promise<void>};

function Choose({failure: failed, isChecking, onCheck}: ChooseProps) {
	const {t, failure} = useTranslator();
	const [file, setFile] = useState<File>();
	const [passphrase, setPassphrase] = useState('');
	const [isMissing, setMissing] = useState(false);
	const id = useId();
	const isOfPassphrase = failed?.code === 'WRONG_PASSPHRASE';
	return (
		<form class="form" aria-label={t('backup.restore')} noValidate onSubmit={event => {
			event.preventDefault();
			setMissing(!file);
			if (file && !isChecking) void onCheck(file, passphrase);
		}}>
			{failed && !isOfPassphrase && <div role="alert"><Banner tone="error">{failure(failed)}</Banner></div>}
			<div class="form-fields">
				<div class="field backup-file">
					<label class="field-title" for={`${id}-file`}>{t('backup.file')}</label>
					<input
						type="file" id={`${id}-file`} accept=".partyline,.age" aria-invalid={isMissing || undefined} aria-describedby={isMissing ? `${id}-missing` : undefined}
						onChange={({currentTarget}) => {
							setFile(currentTarget.files?.[0]);
							setMissing(false);
						}}
					/>
					{isMissing && <span class="field-problem" id={`${id}-missing`} role="alert">{t('backup.noFile')}</span>}
				</div>
				<div class="field">
					<label class="field-title" for={`${id}-passphrase`}>{t('backup.passphrase')}</label>
					<span class="field-about" id={`${id}-about`}>{t('backup.openAbout')}</span>
					<input
						type="password" id={`${id}-passphrase`} autocomplete="off" value={passphrase} aria-invalid={isOfPassphrase || undefined}
						aria-describedby={`${id}-about${isOfPassphrase ? ` ${id}-wrong` : ''}`} onInput={({currentTarget}) => setPassphrase(currentTarget.value)}
					/>
					{isOfPassphrase && <span class="field-problem" id={`${id}-wrong`} role="alert">{failure(failed)}</span>}
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

type FoundProps = {store: Store; step: Extract<Step, {kind: 'found'}>; setStep: (step: Step) => void; onRestart: () => void};

function FoundBackup({store, step, setStep, onRestart}: FoundProps) {
	const {t, count, dateTime} = useTranslator();
	const {boxName, madeAt, version, recordings} = step.found;
	const people = store.live.value.calls.length;
	return (
		<div class="backup-found">
			<p role="status">{t(recordings ? 'backup.foundAll' : 'backup.found', {name: boxName, time: dateTime(madeAt), version})}</p>
			<Button look="danger" icon="restart" focused onPress={() => setStep({...step, asks: true})}>{t('backup.putInPlace')}</Button>
			{step.asks && (
				<ConfirmDialog
					title={t('backup.confirmTitle', {name: boxName})} text={`${t('backup.confirmText')} ${people > 0 ? count('backup.calls', people) : ''}`.trim()}
					confirm={t('backup.putInPlace')} cancel={t('form.cancel')} icon="restart" onConfirm={onRestart} onCancel={() => setStep({...step, asks: false})}
				/>
			)}
		</div>
	);
}

/** A header holds no letters but ASCII's. */
function inBase64(text: string): string {
	return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
