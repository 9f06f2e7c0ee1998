import {useComputed, useSignal, type ReadonlySignal} from '@preact/signals';
import {useEffect} from 'preact/hooks';
import type {LineFigures, LineId} from '../../../firmware/contract/index.js';
import {useTranslator, type TextKey} from '../../i18n/index.js';
import {Meter} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {figuresShown, levelPart} from './words.js';

const everyMs = 1000;

/** What is measured on a line, asked for once a second as long as it is looked at. */
export function Figures({store, id}: {store: Store; id: LineId}) {
	const {t} = useTranslator();
	const figures = useFigures(store, id);
	const now = figures.value;
	if (!now) return <p class="facts-none">{t('figures.none')}</p>;
	return (
		<dl class="facts figures">
			<Level title={t('figures.receive')} value={figures} which="receiveDbm0" />
			<Level title={t('figures.transmit')} value={figures} which="transmitDbm0" />
			{figuresShown(now).map(([name, text]) => (
				<div class="fact" key={name}><dt>{t(`figures.${name}` satisfies TextKey)}</dt><dd>{text}</dd></div>
			))}
		</dl>
	);
}

type LevelProps = {title: string; value: ReadonlySignal<LineFigures | undefined>; which: 'receiveDbm0' | 'transmitDbm0'};

function Level({title, value, which}: LevelProps) {
	const level = useComputed(() => value.value?.[which] ?? -90);
	const part = useComputed(() => levelPart(level.value));
	const text = useComputed(() => `${level.value.toFixed(0)} dBm0`);
	return <div class="fact level"><dt>{title}</dt><dd>{text}</dd><Meter value={part} /></div>;
}

function useFigures(store: Store, id: LineId): ReadonlySignal<LineFigures | undefined> {
	const figures = useSignal<LineFigures | undefined>(undefined);
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let shown = true;
		const read = async () => {
			const outcome = await store.request.readFigures(id);
			if (!shown) return;
			figures.value = outcome.ok ? outcome.value : undefined;
			timer = setTimeout(() => void read(), everyMs);
		};
		void read();
		return () => {
			shown = false;
			clearTimeout(timer);
		};
	}, [store, id, figures]);
	return figures;
}
