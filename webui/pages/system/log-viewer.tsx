import {useEffect, useId, useState} from 'preact/hooks';
import type {LogLine} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Chip, Toggle, WhenLoaded} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';

const levels = ['info', 'warn', 'error'] as const satisfies readonly LogLine['level'][];
const tones = {info: 'quiet', warn: 'strong', error: 'alert'} as const;
const refreshMs = 3000;

/** The newest lines of the box's log, which come by themselves until that is switched off to read. */
export function LogViewer({store}: {store: Store}) {
	const {t} = useTranslator();
	const [level, setLevel] = useState<LogLine['level']>('info');
	const [isLive, setLive] = useState(true);
	const {state, reload} = useResource<LogLine[]>(store, {path: `/system/logs?level=${level}&limit=200`});
	const id = useId();
	useEffect(() => {
		if (!isLive) return undefined;
		const timer = setInterval(() => {
			if (!document.hidden && store.connection.peek() !== 'lost') void reload();
		}, refreshMs);
		return () => clearInterval(timer);
	}, [isLive, reload, store]);
	return (
		<>
			<div class="log-controls">
				<div class="field">
					<label class="field-title" for={id}>{t('system.logLevel')}</label>
					<select id={id} value={level} onChange={({currentTarget}) => setLevel(levels.find(known => known === currentTarget.value) ?? 'info')}>
						{levels.map(known => <option key={known} value={known}>{t(`system.logFrom.${known}`)}</option>)}
					</select>
				</div>
				<Toggle icon="live" on={isLive} onPress={() => setLive(!isLive)}>{t('system.logLive')}</Toggle>
			</div>
			<WhenLoaded state={state.value} retry={() => void reload()}>{lines => <Lines lines={lines} />}</WhenLoaded>
		</>
	);
}

function Lines({lines}: {lines: readonly LogLine[]}) {
	const {t} = useTranslator();
	if (lines.length === 0) return <p class="system-quiet">{t('system.logEmpty')}</p>;
	const time = new Intl.DateTimeFormat(undefined, {dateStyle: 'short', timeStyle: 'medium'});
	return (
		<div class="log-frame" tabIndex={0} role="region" aria-label={t('system.logLines')}>
			<ul class="log">
				{lines.map(({at, level, message, detail}, place) => (
					<li key={`${at} ${lines.length - place}`} class={`log-line ${level}`}>
						<time dateTime={at}>{time.format(new Date(at))}</time>
						<Chip tone={tones[level]} {...(level === 'info' ? {} : {icon: 'warning' as const})}>{t(`system.level.${level}`)}</Chip>
						<span class="log-text">{message}{detail !== '' && <span class="log-detail">{detail}</span>}</span>
					</li>
				))}
			</ul>
		</div>
	);
}
