import {useTranslator} from '../../i18n/index.js';
import {keys, lettersOf} from './words.js';

/** Twelve keys, as on every telephone. */
export function Keypad({name, inert, onPress}: {name: string; inert: boolean; onPress: (key: string) => void}) {
	const {t} = useTranslator();
	return (
		<div class="keypad" role="group" aria-label={t('telephone.keysOf', {name})}>
			{keys.map(key => (
				<button key={key} type="button" class="key" aria-disabled={inert || undefined} data-key={key} onClick={() => {
					if (!inert) onPress(key);
				}}>
					<span>{key}</span>
					<span class="key-letters" aria-hidden="true">{lettersOf(key)}</span>
				</button>
			))}
		</div>
	);
}
