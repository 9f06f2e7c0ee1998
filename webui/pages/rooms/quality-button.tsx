import type {CallQuality} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Icon} from '../../kit/index.js';
import {wordFor, type QualityWord} from './quality.js';

const bars: Readonly<Record<QualityWord, number>> = {good: 3, fair: 2, poor: 1, unknown: 0};

export type QualityButtonProps = {who: string; quality: CallQuality | null; open: boolean; controls: string; onPress: () => void};

/** How a call sounds, as bars and in a word; opens the figures. */
export function QualityButton({who, quality, open, controls, onPress}: QualityButtonProps) {
	const {t} = useTranslator();
	const word = wordFor(quality);
	const shown = t(`quality.${word}`);
	const cause = quality && quality.cause !== 'none' && word !== 'good' ? t(`cause.short.${quality.cause}`) : '';
	return (
		<button
			type="button" class={`quality ${word}`} aria-expanded={open} aria-controls={open ? controls : undefined}
			aria-label={`${t('quality.of', {who})} ${[shown, cause].filter(part => part !== '').join(', ')}`} onClick={onPress}
		>
			<span class="quality-bars" aria-hidden="true">{[1, 2, 3].map(bar => <span key={bar} class={bar <= bars[word] ? 'on' : ''} />)}</span>
			<span class="quality-word">{shown} {cause !== '' && <span class="quality-cause">{cause}</span>}</span>
			<Icon name={open ? 'up' : 'down'} />
		</button>
	);
}
