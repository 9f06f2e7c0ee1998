import {useId, useState} from 'preact/hooks';
import type {DialPlanEntry} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Section} from '../../kit/index.js';
import type {Outcome, Store} from '../../store/index.js';
import {placeOf} from './words.js';

type Answer = {number: string; free: boolean; entry: DialPlanEntry | null};

/** Says who answers a number. */
export function TryNumber({store}: {store: Store}) {
	const {t} = useTranslator();
	const id = useId();
	const [number, setNumber] = useState('');
	const [answer, setAnswer] = useState<Outcome<Answer>>();
	const ask = async () => setAnswer(await store.request.get<Answer>(`/dial-plan/${encodeURIComponent(number.replaceAll(/\D/g, ''))}`));
	return (
		<Section title={t('dialPlan.try')}>
			<form class="try-number" onSubmit={event => {
				event.preventDefault();
				void ask();
			}}>
				<label class="hidden" for={id}>{t('dialPlan.number')}</label>
				<input id={id} class="lone-input" type="text" inputMode="tel" required pattern="[0-9 ]{2,20}" autocomplete="off" placeholder="8000" value={number} onInput={({currentTarget}) => setNumber(currentTarget.value)} />
				<button type="submit" class="button main">{t('dialPlan.tryIt')}</button>
			</form>
			<div role="status">{answer && <Answered answer={answer} />}</div>
		</Section>
	);
}

function Answered({answer}: {answer: Outcome<Answer>}) {
	const {t, failure, madeName} = useTranslator();
	if (!answer.ok) return <Banner tone="error">{failure(answer.failure)}</Banner>;
	const {number, entry} = answer.value;
	if (!entry) return <p>{t('dialPlan.nobody', {number})}</p>;
	return (
		<p>
			{t('dialPlan.answers', {number, who: t(`dialPlan.use.${entry.use}`)})}
			{' '}<a href={placeOf(entry)}>{entry.description === '' ? t('dialPlan.setUp') : madeName(entry.description)}</a>
		</p>
	);
}
