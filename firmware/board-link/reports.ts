import {told, type BoardView} from '../contract/index.js';
import type {BoardCounters, BoardFault, BoardMessage, Welcome} from './message.js';

/** What the board has told of itself since the link came up. */
export type Reports = {
	readonly relaysHeld: boolean | null;
	readonly celsius: number | undefined;
	readonly volts: number | undefined;
	readonly faults: readonly BoardFault[];
	readonly counters: BoardCounters | null;
};
export const noReports: Reports = {relaysHeld: null, celsius: undefined, volts: undefined, faults: [], counters: null};

/** The reports with this one. */
export function withReport(reports: Reports, message: Exclude<BoardMessage, Welcome>): Reports {
	switch (message.kind) {
		case 'readings': return {...reports, celsius: message.celsius, volts: message.volts};
		case 'relay-state': return {...reports, relaysHeld: message.held};
		case 'fault': return {...reports, faults: faultsWith(reports.faults, message)};
		case 'counters': return {...reports, counters: countersOf(message)};
		case 'button': return reports;
	}
}

function faultsWith(faults: readonly BoardFault[], {fault, active}: {fault: BoardFault; active: boolean}): readonly BoardFault[] {
	const others = faults.filter(other => other !== fault);
	return active ? [...others, fault] : others;
}

function countersOf({kind: _kind, ...counters}: {kind: 'counters'} & BoardCounters): BoardCounters {
	return counters;
}

/** The part of the view that the board told. */
export function reported({relaysHeld, celsius, volts, faults, counters}: Reports): Pick<BoardView, 'relaysHeld' | 'temperatureCelsius' | 'supplyVolts' | 'faults' | 'board'> {
	return {
		relaysHeld, temperatureCelsius: celsius ?? null, supplyVolts: volts ?? null, faults: faults.map(fault => told(`board-fault-${fault}`).message), board: counters,
	};
}
