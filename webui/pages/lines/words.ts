import type {LineFigures, LineTest, LineView} from '../../../firmware/contract/index.js';
import type {IconName} from '../../kit/index.js';
import type {Live} from '../../store/index.js';

type State = LineView['state'];

const troubles: readonly State[] = ['no-battery', 'alarm', 'missing', 'off-hook'];
const activities: readonly State[] = ['ringing', 'dialling', 'in-use', 'testing', 'foreign'];

/** How loudly a state is shown. */
export function toneOf(state: State): 'quiet' | 'accent' | 'alert' {
	if (troubles.includes(state)) return 'alert';
	return activities.includes(state) ? 'accent' : 'quiet';
}

export function iconOf(state: State): IconName {
	if (troubles.includes(state)) return 'warning';
	if (state === 'ringing') return 'bell';
	return activities.includes(state) ? 'phone' : state === 'off' ? 'close' : 'check';
}

/** Who is on it, as far as the page knows. */
export function callOn({call}: Pick<LineView, 'call'>, {rooms, calls}: Pick<Live, 'rooms' | 'calls'>): string {
	if (call === null) return '';
	const all = [...rooms.flatMap(({participants}) => participants), ...calls];
	const found = all.find(({id}) => id === call);
	return found ? [found.name, found.number].filter(part => part !== '').join(' · ') : '';
}

/** The channel's number alone: its name begins with the span's. */
export function channelOf(name: string): string {
	return /(\d+)\D*$/.exec(name)?.[1] ?? name;
}

const tests: Record<LineView['kind'], readonly Exclude<LineTest['action'], 'stop'>[]> = {
	fxs: ['line-check', 'ring', 'dial-tone', 'milliwatt', 'loopback'],
	fxo: ['line-check', 'dial-tone', 'milliwatt', 'loopback'],
	modem: ['line-check', 'dial-tone', 'milliwatt', 'loopback'],
	bearer: ['line-check', 'loopback'],
};
export const testsOf = (kind: LineView['kind']) => tests[kind];

const floorDbm0 = -60;
const ceilingDbm0 = 0;

/** How far a meter goes, 0 to 1. */
export function levelPart(dbm0: number): number {
	return Math.min(1, Math.max(0, (dbm0 - floorDbm0) / (ceilingDbm0 - floorDbm0)));
}

type FigureName = 'echoReturn' | 'echoCancelled' | 'clock' | 'delay' | 'slips';

/** Figures beside the levels, as people read them; what can't be measured is left out. */
export function figuresShown(figures: LineFigures): [FigureName, string][] {
	const {echoReturnLossDb, echoReturnLossEnhancementDb, clockPpm, delayMs, slips, overruns, underruns} = figures;
	return [
		...decibels('echoReturn', echoReturnLossDb), ...decibels('echoCancelled', echoReturnLossEnhancementDb),
		['clock', `${clockPpm.toFixed(0)} ppm`], ['delay', `${delayMs.toFixed(0)} ms`], ['slips', `${slips} · ${overruns} · ${underruns}`],
	];
}

const decibels = (name: FigureName, value: number | null): [FigureName, string][] => value === null ? [] : [[name, `${value.toFixed(0)} dB`]];
