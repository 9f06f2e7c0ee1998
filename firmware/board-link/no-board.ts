import type {BoardView} from '../contract/index.js';
import {closedLink} from './link-state.js';
import {noReports, reported} from './reports.js';

/** The view of a box whose settings name no board. */
export function noBoard(): BoardView {
	return {state: 'none', detail: '', model: '', firmware: '', ...reported(noReports), link: closedLink(0).counters};
}
