import type {CardView, LineView, SpanView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Chip} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {LineRow} from './line-row.js';
import {SpanPart} from './span-part.js';

/** A card or a modem with all that is on it. */
export function CardSection({store, card}: {store: Store; card: CardView}) {
	const {t, tell, madeName} = useTranslator();
	const {spans, lines} = store.live.value.lines;
	const own = lines.filter(line => line.card === card.id);
	return (
		<section class="room" aria-labelledby={`card-${card.id}`} data-card={card.id}>
			<header class="room-head">
				<div class="room-about">
					<h2 id={`card-${card.id}`}>{madeName(card.name)}</h2>
					{card.simulated && <p class="room-states"><Chip>{t('lines.simulated')}</Chip></p>}
				</div>
			</header>
			{card.problem !== '' && <Banner tone="error">{tell(card.reason, card.problem)}</Banner>}
			{spans.filter(span => span.card === card.id).map(span => <SpanOf key={span.id} store={store} span={span} lines={own} />)}
			<ul class="lines">{own.filter(({span}) => span === null).map(line => <LineRow key={line.id} store={store} line={line} />)}</ul>
		</section>
	);
}

/** An analog card's ports need no span to be understood. */
function SpanOf({store, span, lines}: {store: Store; span: SpanView; lines: readonly LineView[]}) {
	const own = lines.filter(line => line.span === span.id);
	if (span.type === 'analog') return <ul class="lines">{own.map(line => <LineRow key={line.id} store={store} line={line} />)}</ul>;
	return <SpanPart store={store} span={span} lines={own} />;
}
