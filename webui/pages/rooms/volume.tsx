import {useEffect, useId, useRef, useState} from 'preact/hooks';
import type {ParticipantView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Icon} from '../../kit/index.js';
import type {Store} from '../../store/index.js';

const reachDb = 24;
/** While somebody drags, or holds an arrow key down, the box is asked no oftener. */
const restMs = 150;

export type VolumeProps = {
	store: Store; participant: ParticipantView; who: string;
	/** in: how loud the others hear this one; out: how loud this one hears the others. */
	way: 'in' | 'out';
};

/** A slider in dB. What is shown is what was asked for until the box says how it is. */
export function Volume({store, participant, way, who}: VolumeProps) {
	const {t, number} = useTranslator();
	const id = useId();
	const {value, choose} = useAsked(store, participant, way);
	const text = t('volume.db', {n: number(value, {signDisplay: 'exceptZero'})});
	return (
		<div class="volume">
			<label for={id}><Icon name={way === 'in' ? 'voice' : 'ear'} />{t(`volume.${way}`, {who})}</label>
			<input
				id={id} type="range" min={-reachDb} max={reachDb} step={1} value={value} aria-valuetext={text}
				onInput={({currentTarget}) => choose(currentTarget.valueAsNumber)} onDblClick={() => choose(0)}
			/>
			<output for={id}>{text}</output>
		</div>
	);
}

function useAsked(store: Store, participant: ParticipantView, way: 'in' | 'out') {
	const told = way === 'in' ? participant.gainInDb : participant.gainOutDb;
	const [asked, setAsked] = useState<number | null>(null);
	const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
	const isWaiting = store.progress.of(participant.id).kind === 'waiting';
	useEffect(() => {
		if (!isWaiting && timer.current === undefined) setAsked(null);
	}, [isWaiting, told]);
	useEffect(() => () => clearTimeout(timer.current), []);
	const choose = (db: number) => {
		setAsked(db);
		clearTimeout(timer.current);
		timer.current = setTimeout(() => {
			timer.current = undefined;
			void store.progress.perform({kind: 'volume', subject: participant.id, gain: way === 'in' ? {gainInDb: db} : {gainOutDb: db}});
		}, restMs);
	};
	return {value: asked ?? told, choose};
}
