import {useState} from 'preact/hooks';
import {useTranslator} from '../../i18n/index.js';
import {IconButton} from '../../kit/index.js';

/** A PIN as dots until it is asked for: others may look at the same screen. What the box does not tell stays dots. */
export function Pin({pin, label, note}: {pin: string; label: string; note?: string}) {
	const {t} = useTranslator();
	const [isShown, setShown] = useState(false);
	const isKnown = /^[0-9]+$/.test(pin);
	return (
		<span class="pin">
			{note !== undefined && <span class="pin-note">{note}</span>}
			<span class="pin-digits">{isShown ? pin : '•••'}</span>
			{isKnown && <IconButton icon={isShown ? 'eye-off' : 'eye'} label={t(isShown ? 'conferences.hide' : 'conferences.show', {what: label})} onPress={() => setShown(!isShown)} />}
		</span>
	);
}
