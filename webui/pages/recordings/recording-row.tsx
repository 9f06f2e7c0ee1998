import {useComputed, type ReadonlySignal} from '@preact/signals';
import type {RecordingView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, Chip, Icon} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {Elapsed} from '../rooms/elapsed.js';
import type {Player} from './player.js';
import {Waveform} from './waveform.js';
import {clock, conferenceOf, whatIs} from './words.js';

export type RecordingRowProps = {
	store: Store; player: Player; recording: RecordingView; nowMs: ReadonlySignal<number>;
	/** The one that a link led to. */
	isMeant: boolean;
	onDelete: (recording: RecordingView) => void;
};

export function RecordingRow({store, player, recording, nowMs, isMeant, onDelete}: RecordingRowProps) {
	const translator = useTranslator();
	const {t, timeOfDay, bytes} = translator;
	const isRunning = recording.state === 'running';
	return (
		<li class={`recording${isMeant ? ' meant' : ''}`} id={`recording-${recording.id}`} data-recording={recording.id} tabIndex={isMeant ? -1 : undefined}>
			<div class="recording-about">
				<h3>{conferenceOf(recording, translator)}</h3>
				<p class="recording-facts">
					<time dateTime={recording.startedAt}>{timeOfDay(recording.startedAt)}</time>
					<span>{isRunning ? <Elapsed since={recording.startedAt} nowMs={nowMs} /> : clock(recording.durationMs / 1000)}</span>
					{recording.bytes > 0 && <span>{bytes(recording.bytes)}</span>}
					{isRunning && <Chip tone="alert" icon="record">{t('recording.running')}</Chip>}
					{recording.state === 'cut-short' && <Chip icon="warning">{t('recording.cut-short')}</Chip>}
				</p>
				{recording.cutShort && <p class="recording-detail">{t(`recording.cutShort.${recording.cutShort}`)}</p>}
			</div>
			{isRunning ? <p class="recording-wait">{t('recording.stillRunning')}</p> : <Listen store={store} player={player} recording={recording} />}
			{!isRunning && (
				<div class="recording-actions">
					<a class="icon-button plain" href={`/api/v1/recordings/${encodeURIComponent(recording.id)}/audio`} download="" aria-label={label(t('recording.download'))} title={t('recording.download')}><Icon name="download" /></a>
					<button type="button" class="icon-button danger" aria-label={label(t('recording.delete'))} title={t('recording.delete')} onClick={() => onDelete(recording)}><Icon name="delete" /></button>
				</div>
			)}
		</li>
	);

	function label(action: string): string {
		return t('recording.of', {action, what: whatIs(recording, translator)});
	}
}

function Listen({store, player, recording}: {store: Store; player: Player; recording: RecordingView}) {
	const translator = useTranslator();
	const {t} = translator;
	const state = useComputed(() => player.playing.value?.id === recording.id ? player.playing.value.state : 'paused').value;
	const seconds = useComputed(() => player.playing.value?.id === recording.id ? Math.floor(player.playing.value.seconds) : 0).value;
	const action = t(state === 'playing' ? 'recording.pause' : 'recording.play');
	if (state === 'failed') return <Banner tone="error">{t('recording.notPlayed')}</Banner>;
	return (
		<div class="listen">
			<Button icon={state === 'playing' ? 'pause' : 'play'} label={t('recording.of', {action, what: whatIs(recording, translator)})} onPress={() => player.toggle(recording.id)}>{action}</Button>
			<Waveform store={store} player={player} recording={recording} />
			<span class="listen-time" aria-hidden="true">{clock(seconds)}</span>
		</div>
	);
}
