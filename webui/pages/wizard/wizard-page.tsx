import type {VNode} from 'preact';
import {useLayoutEffect, useRef, useState} from 'preact/hooks';
import {trunkTemplates, type SetupInput, type SetupState} from '../../../firmware/contract/index.js';
import {stillOpen} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Button} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';
import {BringBackup} from './bring-backup.js';
import {firstDraft, inputOf, problemsOf, randomPin, stepOf, steps, type Draft, type Problems, type Step} from './draft.js';
import {Progress} from './progress.js';
import {Refusal} from './refusal.js';
import {BoxStep, ConferenceStep, ReachStep, YouStep, type StepProps} from './steps.js';

export type WizardPageProps = {
	store: Store; setup: SetupState;
	/** The box is set up: to the page of the first call, which is to the conference with this extension. */
	onDone: (extension: string) => void;
};

/** Asks all that a new box needs, step by step, and sends it at once. */
export function WizardPage({store, setup, onDone}: WizardPageProps) {
	const translator = useTranslator();
	const {t} = translator;
	const {screen, goTo} = useScreens();
	const wizard = useWizard({store, setup, onDone}, screen, goTo);
	const {problems, refusal, waiting} = wizard;
	useLayoutEffect(() => {
		document.title = `${t('wizard.title')} · ${setup.boxName}`;
	}, [t, setup.boxName]);
	if (screen === 'backup') {
		return (
			<main class="wizard" id="content" tabIndex={-1}>
				<h1>{t('wizard.title')}</h1>
				<BringBackup store={store} onBack={() => history.back()} onDone={() => void store.open().then(() => goTo('you'))} />
			</main>
		);
	}
	const Fields = fieldsOf[screen];
	return (
		<main class="wizard" id="content" tabIndex={-1}>
			<h1>{t('wizard.title')}</h1>
			<p class="wizard-lead">{t('wizard.lead')}</p>
			<Progress step={screen} />
			<form class="wizard-form" aria-labelledby="step-title" noValidate ref={wizard.form} onSubmit={event => {
				event.preventDefault();
				wizard.next();
			}}>
				<h2 id="step-title" tabIndex={-1}>{t(`wizard.title.${screen}`)}</h2>
				<Refusal refusal={refusal} store={store} />
				<Fields setup={setup} templates={trunkTemplates} draft={wizard.draft} problems={problems} change={wizard.change} />
				<div class="wizard-buttons">
					{screen !== steps[0] && <Button onPress={() => history.back()}>{t('wizard.back')}</Button>}
					<button type="submit" class="button main" aria-disabled={waiting || undefined}>
						{waiting && <span class="spinner" aria-hidden="true" />}
						<span>{t(waiting ? 'wizard.finishing' : screen === steps.at(-1) ? 'wizard.finish' : 'wizard.next')}</span>
					</button>
				</div>
			</form>
			{screen === steps[0] && <p class="wizard-other"><Button icon="archive" onPress={() => goTo('backup')}>{t('wizard.haveBackup')}</Button></p>}
		</main>
	);
}

const fieldsOf: Readonly<Record<Step, (props: StepProps) => VNode>> = {you: YouStep, box: BoxStep, reach: ReachStep, conference: ConferenceStep};

function useWizard({store, setup, onDone}: WizardPageProps, screen: Screen, goTo: (to: Screen) => void) {
	const {t, tell} = useTranslator();
	const form = useRef<HTMLFormElement>(null);
	const [draft, setDraft] = useState<Draft>(() => firstDraft(setup, {
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, languages: navigator.languages, conferenceName: t('wizard.conferenceNameFirst'), pin: randomPin(),
	}));
	const step = screen === 'backup' ? 'you' : screen;
	const [found, setFound] = useState<Found>({problems: {}, sent: inputOf(draft)});
	const [refusal, setRefusal] = useState<Failure>();
	const [waiting, setWaiting] = useState(false);
	useFocus(form, screen, found);
	const setProblems = (problems: Problems) => setFound({problems, sent: inputOf(draft)});
	const problems = openProblems(found, inputOf(draft));
	const send = async () => {
		setWaiting(true);
		const outcome = await store.setUp(inputOf(draft));
		setWaiting(false);
		if (outcome.ok) return onDone(draft.extension);
		const refused = outcome.failure.problems ?? [];
		setRefusal(refused.length > 0 ? undefined : outcome.failure);
		const [first] = [...refused].sort((one, other) => steps.indexOf(stepOf(one.path)) - steps.indexOf(stepOf(other.path)));
		if (!first) return;
		goTo(stepOf(first.path));
		setProblems(Object.fromEntries(refused.map(problem => [problem.path, tell(problem, problem.message)])));
	};
	const next = () => {
		if (waiting) return;
		setRefusal(undefined);
		const seen = problemsOf(step, draft);
		if (seen.length > 0) return setProblems(Object.fromEntries(seen.map(([path, text]) => [path, t(text)])));
		setProblems({});
		const following = steps[steps.indexOf(step) + 1];
		if (following) goTo(following);
		else void send();
	};
	return {form, draft, change: (part: Partial<Draft>) => setDraft(before => ({...before, ...part})), problems, refusal, waiting, next};
}

/** What was wrong with what. */
type Found = {problems: Problems; sent: SetupInput};

function openProblems({problems, sent}: Found, now: SetupInput): Problems {
	const all = Object.entries(problems).map(([path, text]) => ({path, text}));
	return Object.fromEntries(stillOpen(all, sent, now).map(({path, text}) => [path, text]));
}

/** The keyboard goes to the first field that is wrong, else to the heading of a new step. */
function useFocus(form: {current: HTMLFormElement | null}, step: Screen, found: Found): void {
	const before = useRef({step, found});
	useLayoutEffect(() => {
		const last = before.current;
		before.current = {step, found};
		const wrong = found === last.found ? null : form.current?.querySelector<HTMLElement>('[aria-invalid]');
		if (wrong) wrong.focus();
		else if (step !== last.step) form.current?.querySelector<HTMLElement>('h2')?.focus();
	}, [form, step, found]);
}

/** The steps, and what can stand in their place. */
type Screen = Step | 'backup';

/** Each is an entry of the browser's history, so that its ways back and forward lead from one to the other; what was typed is kept. */
function useScreens() {
	const [screen, setScreen] = useState<Screen>('you');
	useLayoutEffect(() => {
		const follow = ({state}: PopStateEvent) => setScreen(screenIn(state));
		addEventListener('popstate', follow);
		return () => removeEventListener('popstate', follow);
	}, []);
	const goTo = (to: Screen) => {
		if (to !== screen) history.pushState({wizard: to}, '');
		setScreen(to);
	};
	return {screen, goTo};
}

function screenIn(state: unknown): Screen {
	const found = (state as {wizard?: unknown} | null)?.wizard;
	return found === 'backup' ? found : steps.find(step => step === found) ?? 'you';
}
