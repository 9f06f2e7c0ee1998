import {useMemo, useState} from 'preact/hooks';
import type {PhoneAction, SimulatedPhone} from '../../../firmware/contract/index.js';
import type {Sound} from '../../audio/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, Icon} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';
import {KeyQueue} from './key-queue.js';
import {Keypad} from './keypad.js';
import {SoundButtons} from './sound-buttons.js';
import {keyOf} from './words.js';

export type TelephoneProps = {store: Store; sound: Sound; phone: SimulatedPhone};

/** One telephone: its handset, keys, bell, display, ear and mouth. While it is in focus the keyboard's keys are its own. */
export function Telephone({store, sound, phone: told}: TelephoneProps) {
	const {t, failure, madeName} = useTranslator();
	const phone = {...told, name: madeName(told.name)};
	const {use, keys, problem, dismiss} = usePhone(store, phone.id);
	const [dialled, setDialled] = useState('');
	const lifted = phone.hook === 'off';
	const mayUse = store.mayControl.value;
	const press = (key: string) => {
		setDialled(before => (before + key).slice(-24));
		keys.press(key);
	};
	const toggleHook = () => {
		setDialled('');
		keys.clear();
		void use({do: lifted ? 'hang-up' : 'lift'});
		if (!lifted) void sound.hear(phone.id);
		else if (isHeard(sound, phone)) sound.stop();
	};
	return (
		<li
			class={`telephone${phone.ringing ? ' ringing' : ''}${lifted ? ' lifted' : ''}`} data-phone={phone.id} aria-label={phone.name}
			onKeyDown={event => {
				const key = lifted && mayUse ? keyOf(event) : undefined;
				if (key !== undefined) press(key);
			}}
		>
			<Display phone={phone} dialled={lifted ? dialled : ''} />
			{mayUse && <>
				<div class="handset">
					<Button look={lifted ? 'danger' : 'main'} icon={lifted ? 'hang-up' : 'phone'} label={t('telephone.of', {action: t(lifted ? 'telephone.hangUp' : 'telephone.lift'), name: phone.name})} onPress={toggleHook}>
						{t(lifted ? 'telephone.hangUp' : 'telephone.lift')}
					</Button>
					<Button label={t('telephone.of', {action: t('telephone.flash'), name: phone.name})} inert={!lifted} onPress={() => void use({do: 'flash'})}>{t('telephone.flash')}</Button>
				</div>
				<Keypad name={phone.name} inert={!lifted} onPress={press} />
				<SoundButtons sound={sound} phone={phone} onVoice={on => void use({do: 'voice', on})} />
			</>}
			{problem && <Banner tone="error" dismiss={{label: t('failed.dismiss'), onPress: dismiss}}>{failure(problem)}</Banner>}
		</li>
	);
}

function Display({phone: {name, number, hook, ringing, display}, dialled}: {phone: SimulatedPhone; dialled: string}) {
	const {t} = useTranslator();
	const state = ringing ? 'ringing' : hook === 'off' ? 'lifted' : 'resting';
	return (
		<div class="display">
			<span class="display-name">{name}{number !== '' && <span class="display-number"> {number}</span>}</span>
			<span class="display-state"><Icon name={ringing ? 'bell' : 'phone'} /> {t(`telephone.${state}`)}</span>
			<span class="display-text" aria-live="polite">{dialled || display || ' '}</span>
		</div>
	);
}

/** Sends what is done with a telephone, and keeps why the newest of it failed. */
function usePhone(store: Store, id: string) {
	const [problem, setProblem] = useState<Failure>();
	const use = useMemo(() => async (action: PhoneAction): Promise<void> => {
		const outcome = await store.request.usePhone(id, action);
		setProblem(outcome.ok ? undefined : outcome.failure);
	}, [store, id]);
	const keys = useMemo(() => new KeyQueue(pressed => use({do: 'keys', keys: pressed, pulses: false})), [use]);
	return {use, keys, problem, dismiss: () => setProblem(undefined)};
}

function isHeard(sound: Sound, phone: SimulatedPhone): boolean {
	const listening = sound.listening.peek();
	return listening.kind === 'on' && listening.phone === phone.id;
}
