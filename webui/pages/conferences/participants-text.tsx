import type {Conference} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Button, CopyButton, Dialog} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {invitationText, outsideNumbers, portalIn, titleOf} from './words.js';

/** What to tell participants, ready to be pasted into a mail, in the viewer's language. */
export function ParticipantsText({store, conference, onClose}: {store: Store; conference: Conference; onClose: () => void}) {
	const translator = useTranslator();
	const {t} = translator;
	const facts = {
		conference, portal: portalIn(store.dialPlan.value), outside: outsideNumbers(conference.extension, store.live.value.lines), host: location.hostname,
	};
	const text = invitationText(facts, translator);
	return (
		<Dialog title={t('invitation.title', {title: titleOf(conference, translator)})} onClose={onClose}>
			<pre class="participants-text" tabIndex={0}>{text}</pre>
			<div class="dialog-buttons">
				<Button onPress={onClose}>{t('kit.close')}</Button>
				<CopyButton text={text} />
			</div>
		</Dialog>
	);
}
