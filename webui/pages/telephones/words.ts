import type {LinesView, SimulatorView} from '../../../firmware/contract/index.js';
import type {Translator} from '../../i18n/index.js';
import {wayOf} from '../lines/names.js';

export const keys: readonly string[] = [...'123456789*0#'];

const letters: Readonly<Record<string, string>> = {2: 'ABC', 3: 'DEF', 4: 'GHI', 5: 'JKL', 6: 'MNO', 7: 'PQRS', 8: 'TUV', 9: 'WXYZ', 0: '+'};

/** What stands below a key (ITU-T E.161). */
export const lettersOf = (key: string): string => letters[key] ?? '';

/** The telephone's key that a key of the keyboard stands for; none while something is typed in, or with Ctrl and the like. */
export function keyOf({key, ctrlKey, metaKey, altKey, repeat}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>): string | undefined {
	return !ctrlKey && !metaKey && !altKey && !repeat && /^[0-9*#]$/.test(key) ? key : undefined;
}

/** What a number of the public network leads to. */
export function reachedBy({line: way, target, use, telephone}: SimulatorView['numbers'][number], lines: LinesView, translator: Pick<Translator, 't' | 'madeWay'>): string {
	const {t} = translator;
	const line = wayOf({line: way}, lines, translator);
	if (telephone !== '') return t('telephones.reaches.telephone', {name: telephone});
	if (line === '') return t('telephones.reaches.unused');
	if (target === '') return line;
	switch (use) {
		case null: return t('telephones.reaches.nobody', {line, number: target});
		case 'static':
		case 'dynamic': return t('telephones.reaches.conference', {line, number: target});
		case 'portal': return t('telephones.reaches.portal', {line, number: target});
		case 'handset':
		case 'phone': return t('telephones.reaches.phone', {line, number: target});
	}
}
