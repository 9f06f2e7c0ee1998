import type {Conference, TrunkView} from '../../../firmware/contract/index.js';
import {SchemaForm, useSchema, type Values} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, WhenLoaded} from '../../kit/index.js';
import {useResource, type Outcome, type Store} from '../../store/index.js';
import {portalIn, waysInto} from './words.js';

export type ConferenceFormProps = {
	store: Store;
	kind: Conference['kind'];
	/** What the form begins with; of something new, what differs from the schema's defaults. */
	value: Values;
	isNew?: boolean;
	label: string;
	save: (change: Record<string, unknown>) => Promise<Outcome<Conference>>;
	/** It is saved so. */
	onDone: (conference: Conference) => void;
	onClose: () => void;
};

/** The options of a conference: what nearly everybody sets is in sight, the rest on demand. */
export function ConferenceForm({store, kind, value, isNew = false, label, save, onDone, onClose}: ConferenceFormProps) {
	const {t, failure} = useTranslator();
	const schema = useSchema(store, `${kind}-conference`);
	const onSave = async (change: Record<string, unknown>) => {
		const outcome = await save(change);
		if (outcome.ok) {
			saved = outcome.value;
			return undefined;
		}
		return {message: failure(outcome.failure), problems: outcome.failure.problems ?? []};
	};
	let saved: Conference | undefined;
	const sections = [
		{title: t('conferences.section.number'), names: ['extension', 'description', 'pin', 'leaderPin', 'organizer']},
		{title: t('conferences.section.course'), names: ['language', 'record', 'participantLimit', 'first', 'last', 'ends', 'entryTone', 'exitTone', 'attentionToneSeconds'], folded: true},
	];
	return (
		<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
			{loaded => (
				<SchemaForm
					schema={loaded} words="conference" value={value} isNew={isNew} label={label} ports={store} sections={sections} submit={t(isNew ? 'conferences.make' : 'form.save')}
					shows={name => name !== 'organizer' || store.mayConfigure.value}
					aside={draft => kind === 'static' && draft['pin'] === null && <OpenDoor store={store} extension={draft['extension']} />}
					onSave={onSave} onClose={() => saved ? onDone(saved) : onClose()}
				/>
			)}
		</WhenLoaded>
	);
}

/** Whoever finds the number of a conference without a PIN is in it. */
function OpenDoor({store, extension}: {store: Store; extension: unknown}) {
	const {t, list} = useTranslator();
	const ways = useWaysInto(store, typeof extension === 'string' ? extension : '');
	if (ways.length === 0) return null;
	return <Banner tone="warning">{t('conferences.openDoor', {ways: list(ways)})}</Banner>;
}

/** By what callers from outside come to a number; trunks are known to admins alone. */
export function useWaysInto(store: Store, extension: string): string[] {
	const translator = useTranslator();
	const trunks = useResource<TrunkView[]>(store, {path: '/trunks', reloadOn: ['trunk.changed', 'trunk.removed']}).state.value;
	return waysInto(extension, {lines: store.live.value.lines, trunks: trunks.kind === 'ready' ? trunks.value : [], portal: portalIn(store.dialPlan.value)}, translator);
}
