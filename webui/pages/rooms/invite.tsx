import {useId, useLayoutEffect, useRef, useState} from 'preact/hooks';
import type {RoomView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button} from '../../kit/index.js';
import type {Failure, Store} from '../../store/index.js';

/** Has the box call a number into the room; what becomes of the call is shown with those on their way in. */
export function Invite({store, room}: {store: Store; room: RoomView}) {
	const [step, setStep] = useState<'closed' | 'open' | 'back'>('closed');
	const {t} = useTranslator();
	if (step === 'open') return <InviteForm store={store} room={room} onClose={() => setStep('back')} />;
	return <p class="invite-closed"><Button icon="phone" focused={step === 'back'} onPress={() => setStep('open')}>{t('invite.open')}</Button></p>;
}

function InviteForm({store, room, onClose}: {store: Store; room: RoomView; onClose: () => void}) {
	const {t, failure} = useTranslator();
	const id = useId();
	const input = useRef<HTMLInputElement>(null);
	useLayoutEffect(() => input.current?.focus(), []);
	const [number, setNumber] = useState('');
	const [waiting, setWaiting] = useState(false);
	const [refusal, setRefusal] = useState<Failure>();
	const submit = async () => {
		setWaiting(true);
		const outcome = await store.request.invite(room.id, {number: number.replaceAll(/[\s()./-]/g, '')});
		setWaiting(false);
		setRefusal(outcome.ok ? undefined : outcome.failure);
		if (outcome.ok) onClose();
	};
	return (
		<form class="invite" onKeyDown={({key}) => key === 'Escape' && onClose()} onSubmit={event => {
			event.preventDefault();
			if (!waiting) void submit();
		}}>
			<label for={id}>{t('invite.number')}</label>
			<input class="lone-input" id={id} type="tel" required autocomplete="off" value={number} ref={input} onInput={({currentTarget}) => setNumber(currentTarget.value)} />
			<button type="submit" class="button main" aria-disabled={waiting || undefined}>
				{waiting && <span class="spinner" aria-hidden="true" />}
				<span>{t('invite.call')}</span>
			</button>
			<Button onPress={onClose}>{t('form.cancel')}</Button>
			{refusal && <Banner tone="error">{t('invite.failed', {why: failure(refusal)})}</Banner>}
		</form>
	);
}
