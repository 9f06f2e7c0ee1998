import {useState} from 'preact/hooks';
import type {LineId, LineView, SpanView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Button, Chip} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {LineDetails} from './line-details.js';
import {nameOf} from './names.js';
import {SetUpForm} from './set-up-form.js';
import {channelOf, toneOf} from './words.js';

/** A primary rate span: its D channel and clock, its set-up, and its bearer channels, of which one at a time is looked at. */
export function SpanPart({store, span, lines}: {store: Store; span: SpanView; lines: readonly LineView[]}) {
	const translator = useTranslator();
	const {t} = translator;
	const [settingUp, setSettingUp] = useState(false);
	const [opened, setOpened] = useState<LineId>();
	const shown = lines.find(({id}) => id === opened);
	const name = nameOf(span, translator);
	const label = t('lines.setUpOf', {name});
	return (
		<div class="span" data-span={span.id}>
			<div class="span-head">
				<h3>{name}</h3>
				<SpanFacts span={span} />
				{span.config && store.mayConfigure.value && !settingUp && <Button label={label} onPress={() => setSettingUp(true)}>{t('lines.setUp')}</Button>}
			</div>
			{span.config && settingUp && (
				<SetUpForm store={store} label={label} kind="span" value={span.config} onClose={() => setSettingUp(false)} save={change => store.request.setUpSpan(span.id, change)} />
			)}
			<ul class="bearers" aria-label={t('lines.channelsOf', {name})}>
				{lines.map(line => <Bearer key={line.id} line={line} open={line.id === opened} onPress={() => setOpened(line.id === opened ? undefined : line.id)} />)}
			</ul>
			{shown && <LineDetails key={shown.id} store={store} line={shown} title={nameOf(shown, translator)} />}
		</div>
	);
}

function SpanFacts({span: {type, alarms, clock, dChannel}}: {span: SpanView}) {
	const {t, tell} = useTranslator();
	return (
		<p class="span-facts">
			<Chip>{type}</Chip>
			{dChannel !== null && <Chip tone={dChannel === 'up' ? 'good' : 'alert'} icon={dChannel === 'up' ? 'check' : 'warning'}>{t(`lines.dChannel.${dChannel}`)}</Chip>}
			<Chip>{t(`lines.clock.${clock}`)}</Chip>
			{alarms.map(alarm => <Chip key={alarm} tone="alert" icon="warning">{tell({code: `alarm-${alarm}`}, alarm)}</Chip>)}
		</p>
	);
}

function Bearer({line, open, onPress}: {line: LineView; open: boolean; onPress: () => void}) {
	const translator = useTranslator();
	const state = translator.t(`line.state.${line.state}`);
	return (
		<li>
			<button type="button" class={`bearer ${toneOf(line.state)}`} aria-expanded={open} title={state} data-line={line.id} onClick={onPress}>
				<span class="hidden">{translator.t('kit.of', {what: nameOf(line, translator), of: state})}</span>
				<span class="bearer-number" aria-hidden="true">{channelOf(line.name)}</span>
				<span class="bearer-state" aria-hidden="true">{state}</span>
			</button>
		</li>
	);
}
