import {useTranslator} from '../../i18n/index.js';
import {Icon} from '../../kit/index.js';
import {steps, type Step} from './draft.js';

/** Which steps there are, which are done, and which is the present one. */
export function Progress({step}: {step: Step}) {
	const {t} = useTranslator();
	const now = steps.indexOf(step);
	return (
		<ol class="wizard-steps" aria-label={t('wizard.progress')}>
			{steps.map((one, place) => (
				<li key={one} class={place < now ? 'done' : ''} aria-current={place === now ? 'step' : undefined}>
					<span class="wizard-number" aria-hidden="true">{place < now ? <Icon name="check" /> : place + 1}</span>
					<span class="wizard-name">{t(`wizard.step.${one}`)}</span>
				</li>
			))}
		</ol>
	);
}
