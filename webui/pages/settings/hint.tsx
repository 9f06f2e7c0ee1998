import type {Values} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner} from '../../kit/index.js';

/** What a group's fields can not say of themselves. */
export function Hint({group, draft}: {group: string; draft: Values}) {
	const {t} = useTranslator();
	switch (group) {
		case 'network': return <p class="settings-hint">{t('settings.hint.https')} <a href="/system">{t('place.system')}</a></p>;
		case 'mqtt': return <MqttHint draft={draft} />;
		case 'security': return draft['guests'] === 'anybody' ? <p class="settings-hint">{t('settings.hint.guests')} <a href="/trunks">{t('place.trunks')}</a></p> : null;
		default: return null;
	}
}

function MqttHint({draft}: {draft: Values}) {
	const {t} = useTranslator();
	const {broker, topic, port, url} = draft;
	if (broker === 'external' && url === '') return <Banner tone="warning">{t('settings.hint.noUrl')}</Banner>;
	if (broker !== 'embedded' || typeof topic !== 'string') return null;
	return <p class="settings-hint">{t('settings.hint.mqtt')} <code>{`mosquitto_sub -h ${location.hostname} -p ${String(port)} -v -t '${topic}/#'`}</code></p>;
}
