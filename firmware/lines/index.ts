export {Lines, type Configured, type LinesPorts} from './lines.js';
export type {Card, Line, ModemParts, Span, SpanParts, TestAction, Tried} from './line.js';
export {ModemCard} from './modem/index.js';
export type {LineCountry, LineMedia, LineSignal, OpenLine} from './ports.js';
export {openPriSpan} from './pri/index.js';
