import {useState} from 'preact/hooks';
import type {LineTest, LineTestResult, LineView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, Icon} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';
import {nameOf} from './names.js';
import {testsOf} from './words.js';

type Action = LineTest['action'];
type Trial =
	| {kind: 'none'}
	| {kind: 'waiting'; action: Action}
	| {kind: 'found'; action: Action; result: LineTestResult}
	| {kind: 'refused'; failure: Failure};

/** What can be tried on a line, and what was found. */
export function Tests({store, line}: {store: Store; line: LineView}) {
	const translator = useTranslator();
	const {t, failure} = translator;
	const [trial, setTrial] = useState<Trial>({kind: 'none'});
	const run = async (action: Action) => {
		setTrial({kind: 'waiting', action});
		const outcome = await store.request.testLine(line.id, action);
		setTrial(outcome.ok ? {kind: 'found', action, result: outcome.value} : {kind: 'refused', failure: outcome.failure});
	};
	const waitsFor = trial.kind === 'waiting' ? trial.action : null;
	const actions = line.state === 'testing' ? [...testsOf(line.kind), 'stop' as const] : testsOf(line.kind);
	return (
		<div class="tests" role="group" aria-label={t('tests.of', {name: nameOf(line, translator)})}>
			<div class="tests-buttons">
				{actions.map(action => (
					<Button key={action} waiting={waitsFor === action} inert={waitsFor !== null} onPress={() => void run(action)}>{t(`test.${action}`)}</Button>
				))}
			</div>
			<div aria-live="polite">
				{trial.kind === 'found' && <Findings result={trial.result} />}
				{trial.kind === 'refused' && <Banner tone="error" dismiss={{label: t('failed.dismiss'), onPress: () => setTrial({kind: 'none'})}}>{failure(trial.failure)}</Banner>}
			</div>
		</div>
	);
}

function Findings({result: {ok, findings}}: {result: LineTestResult}) {
	const {t, tell} = useTranslator();
	return (
		<div class={`findings ${ok ? 'good' : 'bad'}`}>
			<p class="findings-head"><Icon name={ok ? 'check' : 'warning'} /> {t(ok ? 'tests.good' : 'tests.bad')}</p>
			<ul>{findings.map(finding => <li key={finding.message}>{tell(finding, finding.message)}</li>)}</ul>
		</div>
	);
}
