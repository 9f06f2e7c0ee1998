import type {CallQuality, ParticipantView} from '../../../firmware/contract/index.js';
import {useTranslator, type Translator} from '../../i18n/index.js';
import {Button} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {Volume} from './volume.js';

export type ParticipantDetailsProps = {store: Store; participant: ParticipantView; who: string; id: string; inLecture: boolean};

/** How a call does, why, what helps, and how loud it is. */
export function ParticipantDetails({store, participant, who, id, inLecture}: ParticipantDetailsProps) {
	const {t} = useTranslator();
	return (
		<div class="details" id={id} role="group" aria-label={t('kit.of', {what: t('participant.details'), of: who})}>
			<Figures quality={participant.quality} />
			{store.mayControl.value && (
				<div class="volumes">
					<Volume store={store} participant={participant} way="in" who={who} />
					<Volume store={store} participant={participant} way="out" who={who} />
					{inLecture && participant.role !== 'leader' && !participant.hand && <Floor store={store} participant={participant} who={who} />}
				</div>
			)}
		</div>
	);
}

function Figures({quality}: {quality: CallQuality | null}) {
	const translator = useTranslator();
	const {t} = translator;
	if (!quality) return <p class="details-cause">{t('room.noNoise')}</p>;
	return (
		<div class="details-quality">
			<p class="details-cause">{t(`cause.${quality.cause}`)}</p>
			<dl class="figures">{figuresOf(quality, translator).map(([title, value]) => <div key={title}><dt>{title}</dt><dd>{value}</dd></div>)}</dl>
		</div>
	);
}

function figuresOf({mos, lossPercent, jitterMs, delayMs, noiseDbov, echoDb}: CallQuality, {t, number}: Translator): [title: string, value: string][] {
	const figure = (value: number | null, unit: 'quality.mosOf' | 'quality.percent' | 'quality.ms' | 'quality.dbov' | 'volume.db', digits = 0): string =>
		value === null ? t('quality.unmeasured') : t(unit, {n: number(value, {maximumFractionDigits: digits})});
	return [
		[t('quality.mos'), figure(mos, 'quality.mosOf', 1)],
		[t('quality.loss'), figure(lossPercent, 'quality.percent', 1)],
		[t('quality.jitter'), figure(jitterMs, 'quality.ms')],
		[t('quality.delay'), figure(delayMs, 'quality.ms')],
		[t('quality.noise'), figure(noiseDbov, 'quality.dbov')],
		[t('quality.echo'), echoDb === null ? t('quality.noEcho') : figure(echoDb, 'volume.db')],
	];
}

export type FloorProps = {store: Store; participant: ParticipantView; who: string};

/** Who asks for the floor, or has it, and what can be done about it. */
export function Floor({store, participant: {id, hand, floor}, who}: FloorProps) {
	const {t} = useTranslator();
	const progress = store.progress.of(id);
	const waitsFor = progress.kind === 'waiting' ? progress.ask.kind : null;
	const button = (kind: 'give-floor' | 'take-floor' | 'lower-hand', text: string) => (
		<Button
			icon={kind === 'give-floor' ? 'mic' : kind === 'take-floor' ? 'mic-off' : 'hand'} label={t('participant.of', {action: text, who})} waiting={waitsFor === kind} inert={waitsFor !== null}
			onPress={() => void store.progress.perform({kind, subject: id})}
		>{text}</Button>
	);
	return (
		<div class="floor">
			{floor ? button('take-floor', t('participant.takeFloor')) : button('give-floor', t('participant.giveFloor'))}
			{hand && button('lower-hand', t('participant.lowerHand'))}
		</div>
	);
}
