import {useId, useState} from 'preact/hooks';
import type {NumberWay, RouteView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Section} from '../../kit/index.js';
import type {Outcome, Store} from '../../store/index.js';
import {viaTitle} from './via.js';

/** Says by which way a number would be called, and whether it may be. Nobody is called. */
export function TryWay({store, routes}: {store: Store; routes: readonly RouteView[]}) {
	const {t} = useTranslator();
	const id = useId();
	const [number, setNumber] = useState('');
	const [answer, setAnswer] = useState<Outcome<NumberWay>>();
	const ask = async () => setAnswer(await store.request.get<NumberWay>(`/routes/way?number=${encodeURIComponent(number.replaceAll(/[\s()/.-]/g, ''))}`));
	return (
		<Section title={t('trunks.try')} about={t('trunks.tryAbout')}>
			<form class="try-way" onSubmit={event => {
				event.preventDefault();
				void ask();
			}}>
				<label class="hidden" for={id}>{t('trunks.number')}</label>
				<input id={id} class="lone-input" type="tel" required autocomplete="off" placeholder="+49 30 123456" value={number} onInput={({currentTarget}) => setNumber(currentTarget.value)} />
				<button type="submit" class="button main">{t('trunks.tryIt')}</button>
			</form>
			<div role="status">{answer && <Answer store={store} answer={answer} routes={routes} />}</div>
		</Section>
	);
}

function Answer({store, answer, routes}: {store: Store; answer: Outcome<NumberWay>; routes: readonly RouteView[]}) {
	const translator = useTranslator();
	const {t, failure, word} = translator;
	if (!answer.ok) return <Banner tone="error">{failure(answer.failure)}</Banner>;
	const {number, use, routes: ways, class: callClass, allowed} = answer.value;
	if (use !== 'route') return <p>{t(`trunks.way.${use}`, {number})}</p>;
	return (
		<>
			<p>{t(allowed ? 'trunks.way.allowed' : 'trunks.way.refused', {number, class: word('option', `route.class.${callClass ?? 'external'}`, callClass ?? '')})}</p>
			<ol class="ways">
				{ways.map(({route, number: dialled, usable}) => {
					const row = routes.find(({id}) => id === route);
					const via = row ? viaTitle(row.via, store.live.value, translator) : t('trunks.via.gone');
					return <li key={route}>{t(usable ? 'trunks.way.by' : 'trunks.way.byNone', {via, dialled})}</li>;
				})}
			</ol>
		</>
	);
}
