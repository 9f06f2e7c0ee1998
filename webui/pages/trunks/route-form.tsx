import {useId, useState} from 'preact/hooks';
import type {RouteView} from '../../../firmware/contract/index.js';
import {defaultsOf, SchemaForm, useSchema, type FormSchema} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, EmptyState, Section, WhenLoaded} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';
import {placeOfPart, type FormProps} from './trunks-page.js';
import {valueOf, viaChoices, viaOf} from './via.js';

/** A new route, or one that is changed. */
export function RouteForm({store, id, ...props}: FormProps) {
	const {t} = useTranslator();
	const schema = useSchema(store, 'route');
	const routes = useResource<RouteView[]>(store, {path: '/routes'});
	return (
		<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
			{loaded => (
				<WhenLoaded state={routes.state.value} retry={() => void routes.reload()}>
					{all => {
						const route = all.find(one => one.id === id);
						if (route || id === 'new') return <LoadedForm {...{store, id, route, ...props}} schema={loaded} />;
						return <EmptyState icon="share" title={t('trunks.routeGone')} action={<a class="button" href={placeOfPart('routes')}>{t('trunks.part.routes')}</a>} />;
					}}
				</WhenLoaded>
			)}
		</WhenLoaded>
	);
}

function LoadedForm({store, id, route, schema, done, close}: FormProps & {route: RouteView | undefined; schema: FormSchema}) {
	const {t, failure} = useTranslator();
	const before = route ? valueOf(route.via) : '';
	const [via, setVia] = useState(before);
	const [problem, setProblem] = useState('');
	const isNew = id === 'new';
	const save = async (change: Record<string, unknown>) => {
		const chosen = viaOf(via);
		setProblem(chosen ? '' : t('trunks.viaMissing'));
		if (!chosen) return {message: '', problems: []};
		const {id: _id, ...body} = {...change, via: chosen} as Record<string, unknown>;
		const outcome = isNew ? await store.request.post('/routes', body) : await store.request.patch(`/routes/${encodeURIComponent(id)}`, body);
		if (!outcome.ok) return {message: failure(outcome.failure), problems: outcome.failure.problems ?? []};
		isSaved = true;
		return undefined;
	};
	let isSaved = false;
	return (
		<Section title={t(isNew ? 'trunks.newRoute' : 'trunks.changeOneRoute')}>
			<SchemaForm
				schema={schema} words="route" isNew={isNew || via !== before} label={t('trunks.newRoute')} value={route ? {...route} : {...defaultsOf(schema), class: 'external'}}
				submit={isNew ? t('trunks.add') : t('form.save')} aside={() => <Via store={store} value={via} problem={problem} onChange={setVia} />}
				onSave={save} onClose={() => isSaved ? done(t('trunks.routeSaved')) : close()}
			/>
		</Section>
	);
}

function Via({store, value, problem, onChange}: {store: Store; value: string; problem: string; onChange: (value: string) => void}) {
	const translator = useTranslator();
	const {t} = translator;
	const id = useId();
	const choices = viaChoices(store.live.value, translator);
	if (choices.length === 0) return <Banner tone="warning">{t('trunks.viaNone')}</Banner>;
	return (
		<div class="trunk-template">
			<label for={id}>{t('trunks.via')}</label>
			{problem !== '' && <span id={`${id}-problem`} class="field-problem">{problem}</span>}
			<select id={id} class="lone-input" value={value} aria-invalid={problem !== '' || undefined} aria-describedby={problem === '' ? undefined : `${id}-problem`} onChange={({currentTarget}) => onChange(currentTarget.value)}>
				{value === '' && <option value="">{t('trunks.viaChoose')}</option>}
				{choices.map(choice => <option key={choice.value} value={choice.value}>{choice.title}</option>)}
			</select>
		</div>
	);
}
