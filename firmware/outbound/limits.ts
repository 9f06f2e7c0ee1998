/** What is allowed: calls at once and their cost since midnight; null: any. */
export type Limits = {maxCalls: number; maxCallsPerUser: number; dailySpend: number | null; dailySpendOfUser: number | null; currency: string};

/** What there is now, of all and of one. */
export type Usage = {calls: number; callsOfUser: number; spent: number; spentByUser: number};

/** Why one more call can't be made, in a sentence; undefined when it can. */
export function tooManyCalls({maxCalls, maxCallsPerUser}: Limits, {calls, callsOfUser}: Usage): string | undefined {
	if (maxCalls === 0) return 'This box calls nobody; its settings say so.';
	if (calls >= maxCalls) return `The box makes ${count(maxCalls)} at once at most; try again when one of them is over.`;
	if (callsOfUser >= maxCallsPerUser) return `You may have the box make ${count(maxCallsPerUser)} at once at most; end one of them first.`;
	return undefined;
}

/** Why no call that costs money can be made or go on, in a sentence; undefined when it can. */
export function spentTooMuch({dailySpend, dailySpendOfUser, currency}: Limits, {spent, spentByUser}: Usage): string | undefined {
	if (dailySpendOfUser !== null && spentByUser >= dailySpendOfUser) return `Your calls may cost ${money(dailySpendOfUser, currency)} a day, and have today.`;
	if (dailySpend !== null && spent >= dailySpend) return `The calls of this box may cost ${money(dailySpend, currency)} a day, and have today.`;
	return undefined;
}

const count = (calls: number) => calls === 1 ? 'one call' : `${calls} calls`;
const money = (amount: number, currency: string) => `${amount.toFixed(2)} ${currency}`;
