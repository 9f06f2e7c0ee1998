import {ControlBoard} from '../board-link/index.js';
import type {Configuration} from './configuration.js';
import type {BoardView, DomainEvent} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Emitter} from '../lib/emitter.js';
import type {Log} from '../lib/log.js';
import type {Lines} from '../lines/index.js';

export type BoardParts = {clock: Clock; log: Log; configuration: Configuration; events: Emitter<DomainEvent>; lines: Lines; isWell: () => boolean};

/** The control board, where the settings name one; what people see of it is told when it changes. */
export function startBoard({clock, log, configuration, events, lines, isWell}: BoardParts): ControlBoard | undefined {
	const path = configuration.settings().lines.board;
	if (path === '') return undefined;
	let told = '';
	const board: ControlBoard = new ControlBoard({
		path, clock, log, isWell,
		lines: () => lines.view().lines,
		tell: event => events.emit(event),
		changed() {
			const view = board.view();
			const seen = whatIsSeen(view);
			if (seen === told) return;
			told = seen;
			events.emit({kind: 'board.changed', at: clock.now().toISOString(), board: view});
		},
	});
	events.subscribe(event => board.take(event));
	board.start();
	return board;
}

/** Four heartbeats a second are counted, and measurements tremble: that is no change. */
function whatIsSeen({link: _, board: _board, temperatureCelsius, supplyVolts, ...view}: BoardView): string {
	return JSON.stringify([view, temperatureCelsius?.toFixed(0), supplyVolts?.toFixed(1)]);
}
