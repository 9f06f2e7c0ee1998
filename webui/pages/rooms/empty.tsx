import type {DialPlanEntry} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Icon} from '../../kit/index.js';

/** Nobody is in: what to dial to change that. */
export function Empty({dialPlan, hasTelephones}: {dialPlan: readonly DialPlanEntry[] | null; hasTelephones: boolean}) {
	const {t} = useTranslator();
	const conferences = dialPlan?.filter(leadsToConference);
	return (
		<div class="empty">
			<span class="empty-sign"><Icon name="phone" /></span>
			<h2>{t('rooms.empty')}</h2>
			{conferences && <NextStep dialPlan={conferences} />}
			{hasTelephones && <p>{t('rooms.emptyTelephones')} <a href="/telephones">{t('place.telephones')}</a></p>}
			{conferences && conferences.length > 0 && (
				<ul class="numbers">
					{conferences.map(entry => (
						<li key={entry.number}>
							<span class="number">{entry.number}</span>
							<span>{entry.description || t(`rooms.use.${entry.use}`)}</span>
						</li>
					))}
				</ul>
			)}
		</div>
	);
}

type ConferenceNumber = DialPlanEntry & {use: Exclude<DialPlanEntry['use'], 'handset'>};

function leadsToConference(entry: DialPlanEntry): entry is ConferenceNumber {
	return entry.use !== 'handset';
}

function NextStep({dialPlan}: {dialPlan: readonly DialPlanEntry[]}) {
	const {t} = useTranslator();
	const [first, ...others] = dialPlan;
	if (!first) return <p>{t('rooms.noNumbers')}</p>;
	return <p>{others.length > 0 ? t('rooms.emptyNext') : t('rooms.emptyDial', {number: first.number})}</p>;
}
