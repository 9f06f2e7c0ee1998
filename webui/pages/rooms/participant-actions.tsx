import {useState} from 'preact/hooks';
import type {LegId} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Button} from '../../kit/index.js';
import type {Store} from '../../store/index.js';

export type ParticipantActionsProps = {
	store: Store;
	id: LegId;
	who: string;
	/** null: one who is in no room yet, and so can not be muted. */
	muted: boolean | null;
};

export function ParticipantActions({store, id, who, muted}: ParticipantActionsProps) {
	const [step, setStep] = useState<'actions' | 'confirm' | 'back'>('actions');
	const perform = (kind: 'mute' | 'unmute' | 'disconnect') => void store.progress.perform({kind, subject: id});
	if (step === 'confirm') {
		const disconnect = () => {
			setStep('back');
			perform('disconnect');
		};
		return <ConfirmInPlace who={who} onYes={disconnect} onNo={() => setStep('back')} />;
	}
	return <MuteAndDisconnect {...{store, id, who, muted, perform}} focused={step === 'back'} onDisconnect={() => setStep('confirm')} />;
}

type MuteAndDisconnectProps = ParticipantActionsProps & {
	perform: (kind: 'mute' | 'unmute' | 'disconnect') => void;
	/** Whether the focus comes back to where it was before the question. */
	focused: boolean;
	onDisconnect: () => void;
};

function MuteAndDisconnect({store, id, who, muted, perform, focused, onDisconnect}: MuteAndDisconnectProps) {
	const {t} = useTranslator();
	const progress = store.progress.of(id);
	const waitsFor = progress.kind === 'waiting' ? progress.ask.kind : null;
	const mute = muted ? 'unmute' : 'mute';
	const label = (action: string) => t('participant.of', {action, who});
	return (
		<div class="participant-actions">
			{muted !== null && (
				<Button
					icon={muted ? 'mic' : 'mic-off'}
					label={label(t(`participant.${mute}`))}
					waiting={waitsFor === mute}
					inert={waitsFor !== null}
					onPress={() => perform(mute)}
				>
					{t(`participant.${mute}`)}
				</Button>
			)}
			<Button
				icon="hang-up"
				label={label(t('participant.disconnect'))}
				waiting={waitsFor === 'disconnect'}
				inert={waitsFor !== null}
				focused={focused}
				onPress={onDisconnect}
			>
				{t('participant.disconnect')}
			</Button>
		</div>
	);
}

function ConfirmInPlace({who, onYes, onNo}: {who: string; onYes: () => void; onNo: () => void}) {
	const {t} = useTranslator();
	const question = t('participant.confirm', {who});
	return (
		<div class="participant-actions confirming" role="group" aria-label={question} onKeyDown={({key}) => key === 'Escape' && onNo()}>
			<span class="question">{question}</span>
			<Button look="danger" icon="hang-up" onPress={onYes}>{t('participant.confirmYes')}</Button>
			<Button focused onPress={onNo}>{t('participant.confirmNo')}</Button>
		</div>
	);
}
