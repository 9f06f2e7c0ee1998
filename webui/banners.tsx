import {useState} from 'preact/hooks';
import {useTranslator} from './i18n/index.js';
import {Banner, Icon} from './kit/index.js';
import type {Store} from './store/index.js';

/** What is wrong with the connection, the box, or a log-out. The regions are always there: screen readers only read what comes into a region that they know. */
export function Banners({store}: {store: Store}) {
	const {t, tell, failure} = useTranslator();
	const session = store.session.value;
	const alarms = Object.values(store.live.value.alarms);
	return (
		<>
			<div class="banners in-sight" aria-live="polite">{store.connection.value === 'lost' && <Banner tone="warning">{t('connection.lost')}</Banner>}</div>
			<div class="banners" aria-live="polite">
				{alarms.length > 0 && <Alarms messages={alarms.map(({message, reason}) => tell(reason, message))} />}
				{session.kind === 'in' && session.failure && <Banner tone="error">{t('app.logOutFailed', {why: failure(session.failure)})}</Banner>}
			</div>
		</>
	);
}

/** Folded they are a line; a new one unfolds them. */
function Alarms({messages}: {messages: readonly string[]}) {
	const {t, count} = useTranslator();
	const [folded, setFolded] = useState(0);
	const isFolded = folded >= messages.length;
	if (folded > messages.length) setFolded(messages.length);
	return (
		<div class="alarms">
			{isFolded
				? <p class="alarms-count"><Icon name="warning" />{count('alarms', messages.length)}</p>
				: messages.map(message => <Banner key={message} tone="warning">{t('alarm', {message})}</Banner>)}
			<button type="button" class="alarms-fold" aria-expanded={!isFolded} onClick={() => setFolded(isFolded ? 0 : messages.length)}>
				{t(isFolded ? 'alarms.unfold' : 'alarms.fold')}
			</button>
		</div>
	);
}
