import type {DialPlanEntry, LinesView, LineView, SimulatorView} from '../contract/index.js';
import type {Ready} from './messages.js';

export type Reachable = SimulatorView['numbers'][number];

/** What the box makes of its lines and numbers. */
export type Surroundings = {lines: LinesView; plan: readonly DialPlanEntry[]; portal: string | null};

/** The numbers that telephones outside can dial, and what they reach with them: lines in the order of the cards, then those of the spans. */
export function reachableNumbers({lines: subscriberLines, phones}: Ready, {lines, plan, portal}: Surroundings): Reachable[] {
	const outsideLines = {fxo: linesOf(lines, 'fxo'), modem: linesOf(lines, 'modem')};
	const places = {fxo: 0, modem: 0};
	const byLine = subscriberLines.map(({id, number}): Reachable => {
		const kind = isModems(id) ? 'modem' : 'fxo';
		const line = outsideLines[kind][places[kind]++];
		return {number, ...(line ? behind(line, {plan, portal}) : nothing)};
	});
	const others = phones.filter(phone => phone.kind === 'outside').map(({number, name}): Reachable => ({number, ...nothing, telephone: name}));
	return [...byLine, ...trunkNumbers({lines, plan, portal}), ...others];
}

/** By its place: the first handset is at the first FXS port. */
export function extensionsOf({lines}: LinesView): string[] {
	return lines.filter(line => line.kind === 'fxs').map(({config}) => config?.kind === 'fxs' ? config.extension ?? '' : '');
}

const isModems = (id: string) => id.startsWith('line-m');
const linesOf = ({lines}: LinesView, kind: LineView['kind']) => lines.filter(line => line.kind === kind);

const nothing = {line: '', target: '', use: null, telephone: ''};

function behind({name, config}: LineView, {plan, portal}: Omit<Surroundings, 'lines'>): Omit<Reachable, 'number'> {
	const target = config && 'target' in config ? config.target ?? portal : portal;
	return {...nothing, line: name, ...(target === null ? {} : placeOf(target, plan))};
}

/** The trunk's are 5558000 … 5558999, of which the exchange sends the last four digits. */
const trunk = {before: '555', sent: /^8[0-9]{3}$/};

function trunkNumbers({lines: {spans}, plan}: Surroundings): Reachable[] {
	const span = spans.find(({config}) => config !== null);
	if (!span?.config) return [];
	const {lastDigits, inboundNumbers} = span.config;
	const direct = plan.filter(({number, use}) => use !== 'handset' && use !== 'phone' && (lastDigits === 0 || number.length === lastDigits)).map(({number}) => ({dialled: number, target: number}));
	return [...inboundNumbers, ...direct.filter(({dialled}) => !inboundNumbers.some(entry => entry.dialled === dialled))]
		.filter(({dialled}) => trunk.sent.test(dialled))
		.map(({dialled, target}) => ({number: trunk.before + dialled, ...nothing, line: span.name, ...placeOf(target, plan)}));
}

function placeOf(target: string, plan: readonly DialPlanEntry[]): Pick<Reachable, 'target' | 'use'> {
	return {target, use: plan.find(({number}) => number === target)?.use ?? null};
}
