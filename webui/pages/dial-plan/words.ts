import type {DialPlanEntry, LinesView, TrunkView} from '../../../firmware/contract/index.js';

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

export type Stray = {from: string; number: string; place: '/lines' | '/trunks'};

/** What sends calls to a number that nobody has: callers by it hear that the number is unknown. */
export function strayTargets(plan: readonly DialPlanEntry[], {lines, spans}: LinesView, trunks: readonly Pick<TrunkView, 'name' | 'number'>[]): Stray[] {
	const ofLines = lines.flatMap(({name, config}) => config !== null && config.kind !== 'fxs' && config.target !== null ? [{from: name, number: config.target}] : []);
	const ofSpans = spans.flatMap(({name, config}) => config === null ? [] : [
		...config.inboundNumbers.map(({dialled, target}) => ({from: `${name} · ${dialled}`, number: target})),
		...config.otherwise === null ? [] : [{from: name, number: config.otherwise}],
	]);
	const ofTrunks = trunks.filter(({number}) => number !== '').map(({name, number}) => ({from: name, number}));
	const all: Stray[] = [
		...[...ofLines, ...ofSpans].map(one => ({...one, place: '/lines' as const})),
		...ofTrunks.map(one => ({...one, place: '/trunks' as const})),
	];
	return all.filter(({number}) => !plan.some(entry => entry.number === number));
}
