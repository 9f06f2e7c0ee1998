import {useEffect, useMemo, useState} from 'preact/hooks';
import type {Conference} from '../../../firmware/contract/index.js';
import {defaultsOf, randomPin, useSchema} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {focusHeading, Icon, Skeleton, WhenLoaded, type IconName} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {ConferenceForm} from './conference-form.js';
import {titleOf} from './words.js';

type Kind = Conference['kind'];
export type NewConferenceProps = {
	store: Store;
	/** What it begins like; undefined: like the schema's defaults, of a kind that is chosen first. */
	like: Conference | undefined;
	onDone: (made: Conference) => void;
	onClose: () => void;
};

export function NewConference({like, ...props}: NewConferenceProps) {
	const [kind, setKind] = useState(like?.kind);
	const choose = (chosen: Kind) => {
		setKind(chosen);
		focusHeading();
	};
	if (kind === undefined) return <KindChoice onChoose={choose} />;
	return <NewOne {...props} like={like} kind={kind} />;
}

const icons: Readonly<Record<Kind, IconName>> = {static: 'people', dynamic: 'keypad'};

/** What the kinds are for, in the order of how often they are wanted. */
function KindChoice({onChoose}: {onChoose: (kind: Kind) => void}) {
	const {t} = useTranslator();
	return (
		<section class="kinds" aria-labelledby="kinds-title">
			<h2 id="kinds-title">{t('conferences.kindQuestion')}</h2>
			{(['static', 'dynamic'] as const).map(kind => (
				<button key={kind} type="button" class="kind" onClick={() => onChoose(kind)}>
					<span class="kind-sign"><Icon name={icons[kind]} /></span>
					<span class="kind-title">{t(`conferences.kind.${kind}`)}</span>
					<span class="kind-about">{t(`conferences.kindAbout.${kind}`)}</span>
				</button>
			))}
		</section>
	);
}

function NewOne({store, kind, like, onDone, onClose}: NewConferenceProps & {kind: Kind}) {
	const translator = useTranslator();
	const {t} = translator;
	const schema = useSchema(store, `${kind}-conference`);
	const extension = useFreeNumber(store, like?.extension);
	const pin = useMemo(() => kind === 'static' ? {pin: randomPin(), leaderPin: null} : {}, [kind]);
	const label = like ? t('conferences.copyOf', {title: titleOf(like, translator)}) : t('conferences.newTitle');
	if (extension === undefined) return <Skeleton />;
	return (
		<WhenLoaded state={schema.state.value} retry={() => void schema.reload()}>
			{loaded => {
				const {id: _, ...copied} = {...like, id: ''};
				const value = {...defaultsOf(loaded), ...copied, ...pin, extension, kind};
				const save = async (conference: object) => await store.request.post<Conference>('/conferences', conference);
				return <ConferenceForm store={store} kind={kind} isNew value={value} label={label} save={save} onDone={onDone} onClose={onClose} />;
			}}
		</WhenLoaded>
	);
}

/** A number that nobody has, near another; '' when the box has none to propose. */
function useFreeNumber(store: Store, like = '8000'): string | undefined {
	const [number, setNumber] = useState<string>();
	useEffect(() => {
		void store.request.get<{numbers: string[]}>(`/dial-plan/free?like=${encodeURIComponent(like)}&count=1`)
			.then(outcome => setNumber(outcome.ok ? outcome.value.numbers[0] ?? '' : ''));
	}, [store, like]);
	return number;
}
