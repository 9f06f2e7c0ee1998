import {LineProcess} from './line-process.js';
import {TimeLine} from './time-line.js';

/** Lines told of each program. */
const mostLines = 40;
/** Lines told of each ear. */
const heardLines = 12;
const longestLine = 300;
/** In each line of a box's log, and the same in all. */
const sameInAll = /"pid":\d+,"hostname":"[^"]*",/;

/**
 * For the message of a wait that was in vain: what other ears than this one heard lately, and what the programs of this process's tests, a
 * box above all, wrote last to standard error.
 */
export function lastWords(told?: TimeLine): string {
	const ears = TimeLine.lately.filter(line => line !== told).map(line => `\n${line.name}:\n${line.told(heardLines)}`);
	const programs = LineProcess.lately.filter(({errors}) => errors !== '').map(({name, errors}) => `\n${name} wrote last:\n${lastLines(errors)}`);
	return [...ears, ...programs].join('');
}

function lastLines(text: string): string {
	return text.trimEnd().split('\n').slice(-mostLines).map(line => line.replace(sameInAll, '').slice(0, longestLine)).join('\n');
}
