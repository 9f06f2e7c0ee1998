import {useId, useState} from 'preact/hooks';
import type {TrunkTemplate, TrunkView} from '../../../firmware/contract/index.js';
import {defaultsOf, SchemaForm, useSchema, type Values} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {EmptyState, Section, WhenLoaded} from '../../kit/index.js';
import {useResource} from '../../store/index.js';
import {placeOfPart, type FormProps} from './trunks-page.js';
import {templateHint, templateName} from './words.js';

/** A new trunk, from a template; or one that is changed. */
export function TrunkForm({store, id, done, close}: FormProps) {
	const {t, failure} = useTranslator();
	const schema = useSchema(store, 'trunk');
	const templates = useResource<TrunkTemplate[]>(store, {path: '/trunks/templates'}).state.value;
	const [template, setTemplate] = useState<TrunkTemplate>();
	const isNew = id === 'new';
	const trunk = store.live.value.trunks.find(one => one.id === id);
	if (!isNew && !trunk) return <EmptyState icon="link" title={t('trunks.gone')} action={<a class="button" href={placeOfPart('trunks')}>{t('trunks.part.trunks')}</a>} />;
	const save = async (change: Record<string, unknown>) => {
		const outcome = isNew ? await store.request.post<TrunkView>('/trunks', change) : await store.request.patch<TrunkView>(`/trunks/${encodeURIComponent(id)}`, change);
		if (!outcome.ok) return {message: failure(outcome.failure), problems: outcome.failure.problems ?? []};
		saved = outcome.value.name;
		return undefined;
	};
	let saved: string | undefined;
	const sections = [
		{title: t('trunks.section.other'), names: ['name', 'kind', 'host', 'transport', 'authorities', 'authority', 'user', 'password']},
		{title: t('trunks.section.calls'), names: ['number', 'callerNumber', 'maxCalls']},
		{title: t('trunks.section.more'), names: ['enabled', 'authUser', 'outboundProxy', 'nameServer', 'srtp', 'expiresSeconds', 'trusted'], folded: true},
	];
	return (
		<Section title={isNew ? t('trunks.newTitle') : t('trunks.change', {name: trunk?.name ?? ''})}>
			{isNew && templates.kind === 'ready' && <Template templates={templates.value} template={template ?? templates.value[0]} onChange={setTemplate} />}
			<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
				{loaded => (
					<SchemaForm
						key={template?.key} schema={loaded} words="trunk" isNew={isNew} ports={store} label={t('trunks.newTitle')} sections={sections}
						value={isNew ? startOf(defaultsOf(loaded), template) : {...trunk}} shows={shows} submit={isNew ? t('trunks.add') : t('form.save')}
						onSave={save} onClose={() => saved === undefined ? close() : done(t('trunks.saved', {name: saved}))}
					/>
				)}
			</WhenLoaded>
		</Section>
	);
}

/** What only one kind of trunk has is not asked of the other. */
function shows(name: string, {kind, transport, authorities}: Values): boolean {
	switch (name) {
		case 'expiresSeconds': return kind === 'register';
		case 'authorities': return transport === 'tls';
		case 'authority': return transport === 'tls' && authorities === 'given';
		default: return true;
	}
}

const startOf = (defaults: Values, template: TrunkTemplate | undefined): Values => ({...defaults, name: template?.name ?? '', host: '', ...template?.trunk});

type TemplateProps = {templates: readonly TrunkTemplate[]; template: TrunkTemplate | undefined; onChange: (template: TrunkTemplate | undefined) => void};

function Template({templates, template, onChange}: TemplateProps) {
	const translator = useTranslator();
	const id = useId();
	return (
		<div class="trunk-template">
			<label for={id}>{translator.t('trunks.template')}</label>
			<select id={id} class="lone-input" value={template?.key} onChange={({currentTarget}) => onChange(templates.find(({key}) => key === currentTarget.value))}>
				{templates.map(one => <option key={one.key} value={one.key}>{templateName(one, translator)}</option>)}
			</select>
			{template && <p class="hint">{templateHint(template, translator)}</p>}
		</div>
	);
}
