/** The midnight with which the present day began in a time zone (IANA); in UTC where there is no such zone. */
export function startOfDay(now: Date, timeZone: string): Date {
	const {year, month, day} = localParts(now, timeZone);
	const midnightMs = Date.UTC(year, month - 1, day);
	const guess = new Date(midnightMs - offsetMs(now, timeZone));
	// The zone's clocks may have been changed since midnight.
	return new Date(midnightMs - offsetMs(guess, timeZone));
}

type LocalParts = {year: number; month: number; day: number; hour: number; minute: number; second: number};

function offsetMs(at: Date, timeZone: string): number {
	const {year, month, day, hour, minute, second} = localParts(at, timeZone);
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000;
}

function localParts(at: Date, timeZone: string): LocalParts {
	const parts = formatOf(timeZone).formatToParts(at);
	const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find(candidate => candidate.type === type)?.value);
	return {year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute'), second: part('second')};
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const numeric = {year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23'} as const;
	try {
		return new Intl.DateTimeFormat('en', {...numeric, timeZone});
	} catch {
		// The settings' pattern lets through names that are no zone.
		return new Intl.DateTimeFormat('en', {...numeric, timeZone: 'UTC'});
	}
}
