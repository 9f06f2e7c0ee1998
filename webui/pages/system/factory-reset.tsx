import {useEffect, useId, useState} from 'preact/hooks';
import type {SetupState, WayBack} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, Dialog} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';
import {usePlaceAfter, WhereTo} from '../restart/index.js';
import {peopleIn} from './restart.js';

type Step = {kind: 'idle'} | {kind: 'asking'; name: string; failure?: Failure} | {kind: 'sending'; name: string} | {kind: 'resetting'; wayBack: WayBack | null};

/** Deletes everything, once the name of the box was typed in; then the page waits for the new box and begins anew with it. */
export function FactoryReset({store}: {store: Store}) {
	const {t} = useTranslator();
	const [step, setStep] = useState<Step>({kind: 'idle'});
	const place = usePlaceAfter(step.kind === 'resetting' ? step.wayBack : undefined);
	useFreshStart(store, step.kind === 'resetting');
	const reset = async (name: string) => {
		setStep({kind: 'sending', name});
		const outcome = await store.request.post<WayBack | null>('/system/factory-reset', {boxName: name});
		setStep(outcome.ok ? {kind: 'resetting', wayBack: outcome.value} : {kind: 'asking', name, failure: outcome.failure});
	};
	return (
		<div class="system-actions">
			<Button look="danger" icon="delete" inert={step.kind === 'resetting'} onPress={() => setStep({kind: 'asking', name: ''})}>{t('system.resetButton')}</Button>
			{(step.kind === 'asking' || step.kind === 'sending') && (
				<ResetDialog store={store} step={step} onName={name => setStep({kind: 'asking', name})} onConfirm={() => void reset(step.name)} onClose={() => setStep({kind: 'idle'})} />
			)}
			<div role="status">{step.kind === 'resetting' && <Banner tone="warning"><WhereTo {...{store, place}} restarts here={t('system.resetting')} elsewhere={t('restart.resets')} /></Banner>}</div>
		</div>
	);
}

type ResetDialogProps = {store: Store; step: Extract<Step, {name: string}>; onName: (name: string) => void; onConfirm: () => void; onClose: () => void};

function ResetDialog({store, step, onName, onConfirm, onClose}: ResetDialogProps) {
	const {t, count} = useTranslator();
	const id = useId();
	const people = peopleIn(store);
	const isWrong = step.kind === 'asking' && step.failure !== undefined;
	return (
		<Dialog title={t('system.resetTitle')} onClose={onClose}>
			<p>{t('system.resetText')} {people > 0 && count('system.resetCalls', people)}</p>
			<form class="field reset-name" noValidate onSubmit={event => {
				event.preventDefault();
				if (step.kind === 'asking') onConfirm();
			}}>
				<label class="field-title" for={id}>{t('system.resetName', {name: store.live.value.box?.name ?? ''})}</label>
				<input id={id} value={step.name} autocomplete="off" aria-invalid={isWrong || undefined} aria-describedby={isWrong ? `${id}-problem` : undefined} onInput={({currentTarget}) => onName(currentTarget.value)} />
				{step.kind === 'asking' && step.failure && <ResetProblem id={`${id}-problem`} failure={step.failure} />}
			</form>
			<div class="dialog-buttons">
				<Button onPress={onClose}>{t('form.cancel')}</Button>
				<Button look="danger" icon="delete" waiting={step.kind === 'sending'} onPress={onConfirm}>{t('system.resetButton')}</Button>
			</div>
		</Dialog>
	);
}

function ResetProblem({id, failure: failed}: {id: string; failure: Failure}) {
	const {t, failure} = useTranslator();
	return <span class="field-problem" id={id} role="alert">{failed.code === 'INVALID_INPUT' ? t('system.resetWrongName') : failure(failed)}</span>;
}

const askMs = 1000;

/** The log-in is gone with all the rest: the page begins anew as soon as the box asks to be set up. */
function useFreshStart(store: Store, isAwaited: boolean): void {
	useEffect(() => {
		if (!isAwaited) return undefined;
		const timer = setInterval(() => void store.request.get<SetupState>('/setup').then(outcome => {
			if (outcome.ok && outcome.value.needed) location.assign('/');
		}), askMs);
		return () => clearInterval(timer);
	}, [store, isAwaited]);
}
