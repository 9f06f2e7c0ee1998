import type {LinesView, LineView, SpanView} from '../../../firmware/contract/index.js';
import type {Translator} from '../../i18n/index.js';

/** What a line or a span is called: as its set-up says, else as the box calls it. */
export function nameOf({name, config}: Pick<LineView | SpanView, 'name' | 'config'>, {madeName}: Pick<Translator, 'madeName'>): string {
	return config?.name === name ? name : madeName(name);
}

/** What a call came by. A line to which somebody gave a name keeps it, whatever it is like. */
export function wayOf({line}: {line: string}, {lines, spans}: LinesView, {madeWay}: Pick<Translator, 'madeWay'>): string {
	return [...lines, ...spans].some(({config}) => config?.name === line) ? line : madeWay(line);
}
