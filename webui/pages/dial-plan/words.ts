import type {DialPlanEntry, LinesView, LineView, SpanView, TrunkView} from '../../../firmware/contract/index.js';
import type {Translator} from '../../i18n/index.js';
import {nameOf} from '../lines/names.js';

/** Where the one who uses a number is set up. */
export function placeOf({use, conference}: DialPlanEntry): string {
	switch (use) {
		case 'static':
		case 'dynamic': return conference === null ? '/conferences' : `/conferences/${encodeURIComponent(conference)}`;
		case 'portal': return '/settings/entry';
		case 'handset': return '/lines';
		case 'phone': return '/trunks';
	}
}

export type Targets = {plan: readonly DialPlanEntry[]; lines: LinesView; trunks: readonly Pick<TrunkView, 'name' | 'number'>[]};
export type Stray = {from: string; number: string; place: '/lines' | '/trunks'};

/** What sends calls to a number that nobody has: callers by it hear that the number is unknown. */
export function strayTargets({plan, lines: {lines, spans}, trunks}: Targets, translator: Pick<Translator, 'madeName'>): Stray[] {
	const ofLines = lines.flatMap(line => ofLine(line, nameOf(line, translator)));
	const ofSpans = spans.flatMap(span => ofSpan(span, nameOf(span, translator)));
	const ofTrunks = trunks.filter(({number}) => number !== '').map(({name, number}) => ({from: name, number}));
	const all: Stray[] = [
		...[...ofLines, ...ofSpans].map(one => ({...one, place: '/lines' as const})),
		...ofTrunks.map(one => ({...one, place: '/trunks' as const})),
	];
	return all.filter(({number}) => !plan.some(entry => entry.number === number));
}

type Target = Pick<Stray, 'from' | 'number'>;

function ofLine({config}: LineView, from: string): Target[] {
	return config !== null && config.kind !== 'fxs' && config.target !== null ? [{from, number: config.target}] : [];
}

function ofSpan({config}: SpanView, from: string): Target[] {
	if (config === null) return [];
	return [
		...config.inboundNumbers.map(({dialled, target}) => ({from: `${from} · ${dialled}`, number: target})),
		...config.otherwise === null ? [] : [{from, number: config.otherwise}],
	];
}
