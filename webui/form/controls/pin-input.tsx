import {useTranslator} from '../../i18n/index.js';
import {Button} from '../../kit/index.js';
import type {TextField} from '../fields.js';
import type {ControlProps} from './control.js';
import {TextInput} from './text-input.js';

/** Keys that callers press; a random one can be had. */
export function PinInput(props: ControlProps<TextField>) {
	const {t, word} = useTranslator();
	const {field, onChange} = props;
	return (
		<div class="field-beside">
			<TextInput {...props} />
			<Button label={t('kit.of', {what: t('form.extension.propose'), of: word('title', field.path, field.title)})} onPress={() => onChange(randomPin())}>{t('form.extension.propose')}</Button>
		</div>
	);
}

const digits = 6;

/** Six random digits: a million PINs, of which a caller may try three. */
export function randomPin(): string {
	// The remainder of a 32-bit number favours some PINs by less than one in 4000.
	const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
	return String(random % 10 ** digits).padStart(digits, '0');
}
