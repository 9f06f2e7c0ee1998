import {useTranslator} from '../../i18n/index.js';
import {EmptyState} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {CardSection} from './card-section.js';

/** The box's cards, spans and lines: how they do, what they are set up as, and what can be tried on them. */
export function LinesPage({store}: {store: Store}) {
	const {t, count} = useTranslator();
	const {box, lines: {cards, lines}} = store.live.value;
	if (!box) return <main class="page" id="content" tabIndex={-1}><p class="opening">{t('app.opening')}</p></main>;
	return (
		<main class="page" id="content" tabIndex={-1}>
			<div class="page-head">
				<h1>{t('lines.title')}</h1>
				{lines.length > 0 && <p>{count('lines.count', lines.length)}</p>}
			</div>
			{cards.map(card => <CardSection key={card.id} store={store} card={card} />)}
			{cards.length === 0 && <NoCards />}
		</main>
	);
}

function NoCards() {
	const {t} = useTranslator();
	return (
		<EmptyState icon="line" title={t('lines.empty')} action={<p>{t('lines.emptySimulate')} <code>npm start -- --simulate</code></p>}>
			{t('lines.emptyCards')}
		</EmptyState>
	);
}
