import {useState} from 'preact/hooks';
import type {NewToken as Made} from '../../../firmware/contract/index.js';
import {defaultsOf, SchemaForm, useSchema, type FormSchema} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, CopyButton, goTo, Section, WhenLoaded} from '../../kit/index.js';
import type {Store} from '../../store/index.js';

const list = '/users';
const dayMs = 24 * 3_600_000;
/** Days after which a token is of no more use. */
const terms = ['30', '90', '365', 'never'] as const;

/** Makes a token, and shows it this once. */
export function NewToken({store}: {store: Store}) {
	const {t, failure} = useTranslator();
	const schema = useSchema(store, 'token');
	const [made, setMade] = useState<Made>();
	if (made) return <Shown token={made} />;
	let answer: Made | undefined;
	const save = async ({expires, ...input}: Record<string, unknown>) => {
		const outcome = await store.request.post<Made>('/tokens', {...input, expiresAt: instantAfter(expires)});
		if (!outcome.ok) return {message: failure(outcome.failure), problems: outcome.failure.problems ?? []};
		answer = outcome.value;
		return undefined;
	};
	return (
		<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
			{loaded => (
				<SchemaForm
					schema={withTerm(loaded)} words="token" ports={store} label={t('tokens.newTitle')} isNew submit={t('tokens.make')}
					value={{...defaultsOf(loaded), role: 'user', expires: '365'}} shows={(name, {role}) => name !== 'mayCall' || role === 'organizer'}
					onSave={save} onClose={() => answer ? setMade(answer) : goTo(list)}
				/>
			)}
		</WhenLoaded>
	);
}

/** A term is easier to say than an instant. */
function withTerm({properties: {expiresAt, ...properties}, ...schema}: FormSchema): FormSchema {
	return {...schema, properties: {...properties, expires: {title: expiresAt?.title ?? '', anyOf: terms.map(term => ({const: term}))}}, required: [...schema.required ?? [], 'expires']};
}

function instantAfter(term: unknown): string | null {
	const days = Number(term);
	return Number.isNaN(days) ? null : new Date(Date.now() + days * dayMs).toISOString();
}

function Shown({token: {name, token}}: {token: Made}) {
	const {t} = useTranslator();
	return (
		<Section title={t('tokens.madeTitle', {name})}>
			<Banner tone="warning">{t('tokens.once')}</Banner>
			<div class="token-shown">
				<code class="token-text">{token}</code>
				<CopyButton text={token} what={name} />
			</div>
			<p class="token-how">{t('tokens.how')}</p>
			<code class="token-text">Authorization: Bearer {token.slice(0, 6)}…</code>
			<div><Button look="main" icon="check" onPress={() => goTo(list)}>{t('tokens.kept')}</Button></div>
		</Section>
	);
}
