import type {VNode} from 'preact';
import {useEffect, useLayoutEffect, useRef, useState} from 'preact/hooks';
import {trunkTemplates, type SetupState} from '../../../firmware/contract/index.js';
import '../../form/form.css';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';
import {firstDraft, inputOf, problemsOf, randomPin, stepOf, steps, type Draft, type Problems, type Step} from './draft.js';
import {Progress} from './progress.js';
import {BoxStep, ConferenceStep, ReachStep, YouStep, type StepProps} from './steps.js';

export type WizardPageProps = {
	store: Store; setup: SetupState;
	/** The box is set up: to the page of the first call. */
	onDone: () => void;
};

/** Asks all that a new box needs, step by step, and sends it at once. */
export function WizardPage({store, setup, onDone}: WizardPageProps) {
	const translator = useTranslator();
	const {t} = translator;
	const wizard = useWizard({store, setup, onDone});
	const {step, problems, refusal, waiting} = wizard;
	const Fields = fieldsOf[step];
	useLayoutEffect(() => {
		document.title = `${t('wizard.title')} · ${setup.boxName}`;
	}, [t, setup.boxName]);
	return (
		<main class="wizard" id="content" tabIndex={-1}>
			<h1>{t('wizard.title')}</h1>
			<p class="wizard-lead">{t('wizard.lead')}</p>
			<Progress step={step} />
			<form class="wizard-form" aria-labelledby="step-title" noValidate ref={wizard.form} onSubmit={event => {
				event.preventDefault();
				wizard.next();
			}}>
				<h2 id="step-title" tabIndex={-1}>{t(`wizard.title.${step}`)}</h2>
				{refusal && <Refusal refusal={refusal} store={store} />}
				<Fields setup={setup} templates={trunkTemplates} draft={wizard.draft} problems={problems} change={wizard.change} />
				<div class="wizard-buttons">
					{step !== steps[0] && <Button onPress={() => history.back()}>{t('wizard.back')}</Button>}
					<button type="submit" class="button main" aria-disabled={waiting || undefined}>
						{waiting && <span class="spinner" aria-hidden="true" />}
						<span>{t(waiting ? 'wizard.finishing' : step === steps.at(-1) ? 'wizard.finish' : 'wizard.next')}</span>
					</button>
				</div>
			</form>
		</main>
	);
}

const fieldsOf: Readonly<Record<Step, (props: StepProps) => VNode>> = {you: YouStep, box: BoxStep, reach: ReachStep, conference: ConferenceStep};

function Refusal({refusal, store}: {refusal: Failure; store: Store}) {
	const {t, failure} = useTranslator();
	if (refusal.code !== 'CONFLICT' || refusal.problems?.length) return <Banner tone="error">{t('wizard.failed', {why: failure(refusal)})}</Banner>;
	return (
		<>
			<Banner tone="error">{t('wizard.elsewhere')}</Banner>
			<Button look="main" onPress={() => void store.open()}>{t('wizard.toLogin')}</Button>
		</>
	);
}

function useWizard({store, setup, onDone}: WizardPageProps) {
	const {t} = useTranslator();
	const form = useRef<HTMLFormElement>(null);
	const [draft, setDraft] = useState<Draft>(() => firstDraft(setup, {
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, languages: navigator.languages, conferenceName: t('wizard.conferenceNameFirst'), pin: randomPin(),
	}));
	const {step, goTo} = useSteps();
	const [problems, setProblems] = useState<Problems>({});
	const [refusal, setRefusal] = useState<Failure>();
	const [waiting, setWaiting] = useState(false);
	useFocus(form, step, problems);
	const send = async () => {
		setWaiting(true);
		const outcome = await store.setUp(inputOf(draft));
		setWaiting(false);
		if (outcome.ok) return onDone();
		const found = outcome.failure.problems ?? [];
		setRefusal(found.length > 0 ? undefined : outcome.failure);
		const [first] = [...found].sort((one, other) => steps.indexOf(stepOf(one.path)) - steps.indexOf(stepOf(other.path)));
		if (!first) return;
		goTo(stepOf(first.path));
		setProblems(Object.fromEntries(found.map(({path, message}) => [path, message])));
	};
	const next = () => {
		if (waiting) return;
		setRefusal(undefined);
		const found = problemsOf(step, draft);
		if (found.length > 0) return setProblems(Object.fromEntries(found.map(([path, text]) => [path, t(text)])));
		setProblems({});
		const following = steps[steps.indexOf(step) + 1];
		if (following) goTo(following);
		else void send();
	};
	return {form, draft, change: (part: Partial<Draft>) => setDraft(before => ({...before, ...part})), step, problems, refusal, waiting, next};
}

/** The keyboard goes to the first field that is wrong, else to the heading of a new step. */
function useFocus(form: {current: HTMLFormElement | null}, step: Step, problems: Problems): void {
	const before = useRef({step, problems});
	useEffect(() => {
		const last = before.current;
		before.current = {step, problems};
		const wrong = problems === last.problems ? null : form.current?.querySelector<HTMLElement>('[aria-invalid]');
		if (wrong) wrong.focus();
		else if (step !== last.step) form.current?.querySelector<HTMLElement>('h2')?.focus();
	}, [form, step, problems]);
}

/** Each step is an entry of the browser's history, so that its ways back and forward lead from step to step; what was typed is kept. */
function useSteps() {
	const [step, setStep] = useState<Step>('you');
	useEffect(() => {
		const follow = ({state}: PopStateEvent) => setStep(stepIn(state));
		addEventListener('popstate', follow);
		return () => removeEventListener('popstate', follow);
	}, []);
	const goTo = (to: Step) => {
		if (to !== step) history.pushState({wizard: to}, '');
		setStep(to);
	};
	return {step, goTo};
}

function stepIn(state: unknown): Step {
	const found = (state as {wizard?: unknown} | null)?.wizard;
	return steps.find(step => step === found) ?? 'you';
}
