import {PartylineError, told, type ErrorCode, type Told} from '../contract/index.js';

/** Why something of a line can't be used. `said` is what the device's error said, for the log. */
export type Problem = {code: ErrorCode; told: Told; said: string};

/** What can't be used: the driver at its folder, or a channel or span by its number with its device file. */
export type Place = {kind: 'driver'; path: string} | {kind: 'channel' | 'span'; n: number; path: string};

/** What a device's error means to an admin. Anything but the box's own errors is thrown again. */
export function problemOf(error: unknown, place: Place): Problem {
	if (!(error instanceof PartylineError)) throw error;
	return {code: error.code, told: toldOf(error.code, place), said: error.message};
}

function toldOf(code: ErrorCode, place: Place): Told {
	if (place.kind === 'driver') return driverProblem(code, place.path);
	const {kind, n, path} = place;
	switch (code) {
		case 'NO_DRIVER': return told('driver-not-loaded', {root: path});
		case 'NO_PERMISSION': return told(`${kind}-forbidden`, {n, path});
		case 'NO_DEVICE': return told(`${kind}-missing`, {n});
		case 'DEVICE_IN_USE': return told(`${kind}-in-use`, {n});
		case 'BAD_DRIVER': return told(`${kind}-nonsense`, {n});
		default: return told('device-failed');
	}
}

function driverProblem(code: ErrorCode, path: string): Told {
	switch (code) {
		case 'NO_DRIVER': return told('driver-not-loaded', {root: path});
		case 'NO_PERMISSION': return told('driver-forbidden', {path});
		case 'BAD_DRIVER': return told('driver-nonsense');
		default: return told('device-failed');
	}
}

/** Of a line whose device went while it was open. */
export const lostProblem = (reason: string): Problem => ({
	code: 'NO_DEVICE', told: {...told('device-lost'), message: `${reason} It comes back by itself when the card does.`}, said: reason,
});
