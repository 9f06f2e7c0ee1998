import type {LineId, RouteVia, SpanId, TrunkId} from '../../../firmware/contract/index.js';
import type {Translator} from '../../i18n/index.js';
import type {Live} from '../../store/index.js';
import {nameOf} from '../lines/names.js';

/** A way that a route may take, as one word and as people read it. */
export type ViaChoice = {value: string; title: string};
type Known = Pick<Live, 'trunks' | 'lines'>;

export function viaChoices({trunks, lines}: Known, translator: Translator): ViaChoice[] {
	const {t} = translator;
	const outside = lines.lines.filter(({kind}) => kind === 'fxo' || kind === 'modem');
	const has = (kind: 'fxo' | 'modem') => outside.some(line => line.kind === kind);
	return [
		...trunks.map(({id, name}) => ({value: `trunk:${id}`, title: t('trunks.via.trunk', {name})})),
		...lines.spans.filter(({dChannel}) => dChannel !== null).map(span => ({value: `span:${span.id}`, title: t('trunks.via.span', {name: nameOf(span, translator)})})),
		...(has('fxo') ? [{value: 'lines:fxo', title: t('trunks.via.fxo')}] : []),
		...(has('modem') ? [{value: 'lines:modem', title: t('trunks.via.modem')}] : []),
		...outside.map(line => ({value: `line:${line.id}`, title: t('trunks.via.line', {name: nameOf(line, translator)})})),
	];
}

export function valueOf(via: RouteVia): string {
	switch (via.kind) {
		case 'trunk': return `trunk:${via.trunk}`;
		case 'span': return `span:${via.span}`;
		case 'lines': return `lines:${via.of}`;
		case 'line': return `line:${via.line}`;
	}
}

/** Undefined: nothing was chosen. */
export function viaOf(value: string): RouteVia | undefined {
	const id = value.slice(value.indexOf(':') + 1);
	switch (value.split(':')[0]) {
		case 'trunk': return {kind: 'trunk', trunk: id as TrunkId};
		case 'span': return {kind: 'span', span: id as SpanId};
		case 'lines': return {kind: 'lines', of: id === 'modem' ? 'modem' : 'fxo'};
		case 'line': return {kind: 'line', line: id as LineId};
		default: return undefined;
	}
}

/** What a route goes by, by its name; a line or trunk that is not there now is called just that. */
export function viaTitle(via: RouteVia, known: Known, translator: Translator): string {
	if (via.kind === 'lines') return translator.t(via.of === 'fxo' ? 'trunks.via.fxo' : 'trunks.via.modem');
	return viaChoices(known, translator).find(({value}) => value === valueOf(via))?.title ?? translator.t('trunks.via.gone');
}
