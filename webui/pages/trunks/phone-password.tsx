import type {NewSipPhone} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button, CopyButton, Dialog, Facts} from '../../kit/index.js';

/** What is to be keyed into a phone. The password is not seen again. */
export function PhonePassword({phone: {name, user, password}, onClose}: {phone: NewSipPhone; onClose: () => void}) {
	const {t, word} = useTranslator();
	return (
		<Dialog title={t('trunks.keyIn', {name})} onClose={onClose}>
			<Facts items={[
				[t('trunks.keyIn.server'), <code>{location.hostname}</code>],
				[word('title', 'phone.user', 'User name'), <code>{user}</code>],
				[word('title', 'phone.password', 'Password'), <span class="phone-password"><code>{password}</code><CopyButton text={password} what={word('title', 'phone.password', 'Password')} /></span>],
			]} />
			<Banner tone="warning">{t('trunks.keyIn.once')}</Banner>
			<div class="dialog-buttons"><Button look="main" onPress={onClose}>{t('trunks.keyIn.done')}</Button></div>
		</Dialog>
	);
}
