import {useState} from 'preact/hooks';
import type {LineView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Chip, Icon} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {LineDetails} from './line-details.js';
import {nameOf} from './names.js';
import {callOn, iconOf, toneOf} from './words.js';

/** A port or a modem: its state in words; opened, all that is known of it. */
export function LineRow({store, line}: {store: Store; line: LineView}) {
	const translator = useTranslator();
	const {t, tell} = translator;
	const [open, setOpen] = useState(false);
	const {state, detail, reason, alarms, kind} = line;
	const caller = callOn(line, store.live.value);
	return (
		<li class="line" data-line={line.id}>
			<button type="button" class="line-head" aria-expanded={open} onClick={() => setOpen(!open)}>
				<span class="line-sign"><Icon name={kind === 'fxs' ? 'phone' : 'line'} /></span>
				<span class="line-who">
					<span class="line-name">{nameOf(line, translator)}</span>
					<span class="line-kind">{t(`line.kind.${kind}`)}</span>
				</span>
				<span class="line-states">
					<Chip tone={toneOf(state)} icon={iconOf(state)}>{t(`line.state.${state}`)}</Chip>
					{alarms.map(alarm => <Chip key={alarm} tone="alert" icon="warning">{tell({code: `alarm-${alarm}`}, alarm)}</Chip>)}
				</span>
				<span class="line-detail">{caller || tell(reason, detail)}</span>
				<span class={`line-arrow${open ? ' open' : ''}`}><Icon name="arrow" /></span>
			</button>
			{open && <LineDetails store={store} line={line} title="" />}
		</li>
	);
}
