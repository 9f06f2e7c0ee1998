import type {DialPlanEntry} from '../../../firmware/contract/index.js';
import {useTranslator, type Translator} from '../../i18n/index.js';
import {EmptyState} from '../../kit/index.js';

/** Nobody is in: what to dial to change that. */
export function Empty({dialPlan, hasTelephones}: {dialPlan: readonly DialPlanEntry[] | null; hasTelephones: boolean}) {
	const translator = useTranslator();
	const {t, madeName} = translator;
	const conferences = dialPlan?.filter(leadsToConference) ?? [];
	const more = (
		<>
			{hasTelephones && <p>{t('rooms.emptyTelephones')} <a href="/telephones">{t('place.telephones')}</a></p>}
			{conferences.length > 0 && (
				<ul class="numbers">
					{conferences.map(entry => (
						<li key={entry.number}>
							<span class="number">{entry.number}</span>
							<span>{madeName(entry.description) || t(`rooms.use.${entry.use}`)}</span>
						</li>
					))}
				</ul>
			)}
		</>
	);
	return <EmptyState icon="phone" title={t('rooms.empty')} action={more}>{dialPlan ? nextStep(conferences, translator) : undefined}</EmptyState>;
}

type ConferenceNumber = DialPlanEntry & {use: Exclude<DialPlanEntry['use'], 'handset' | 'phone'>};

function leadsToConference(entry: DialPlanEntry): entry is ConferenceNumber {
	return entry.use !== 'handset' && entry.use !== 'phone';
}

function nextStep([first, ...others]: readonly ConferenceNumber[], {t}: Translator): string {
	if (!first) return t('rooms.noNumbers');
	return others.length > 0 ? t('rooms.emptyNext') : t('rooms.emptyDial', {number: first.number});
}
