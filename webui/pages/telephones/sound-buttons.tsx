import type {SimulatedPhone} from '../../../firmware/contract/index.js';
import type {Listening, Sound} from '../../audio/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Toggle} from '../../kit/index.js';

export type SoundButtonsProps = {sound: Sound; phone: SimulatedPhone; onVoice: (on: boolean) => void};

/** Whether this browser is the telephone's ear and mouth, and whether a voice speaks into it. */
export function SoundButtons({sound, phone, onVoice}: SoundButtonsProps) {
	const {t} = useTranslator();
	const listening = sound.listening.value;
	const own = 'phone' in listening && listening.phone === phone.id ? listening : undefined;
	const on = own?.kind === 'on' ? own : undefined;
	return (
		<div class="sounds">
			<Toggle icon="ear" on={on !== undefined} waiting={on?.connected === false} onPress={() => on ? sound.stop() : void sound.hear(phone.id)}>{t('telephone.hear')}</Toggle>
			<Toggle icon="mic" on={on?.microphone === 'on'} waiting={on?.microphone === 'asked'} onPress={() => void speak(sound, phone, on)}>{t('telephone.speak')}</Toggle>
			<Toggle icon="voice" on={phone.voice} onPress={() => onVoice(!phone.voice)}>{t('telephone.voice')}</Toggle>
			{own?.failure && <p class="sounds-problem" role="alert">{t(`sound.${own.failure}`)}</p>}
		</div>
	);
}

/** Who speaks hears too. */
async function speak(sound: Sound, phone: SimulatedPhone, on: Extract<Listening, {kind: 'on'}> | undefined): Promise<void> {
	if (!on) await sound.hear(phone.id);
	await sound.speak(on?.microphone !== 'on');
}
