import {told, type Told} from '../contract/index.js';

/** What is allowed: calls at once and their cost since midnight; null: any. */
export type Limits = {maxCalls: number; maxCallsPerUser: number; dailySpend: number | null; dailySpendOfUser: number | null; currency: string};

/** What there is now, of all and of one. */
export type Usage = {calls: number; callsOfUser: number; spent: number; spentByUser: number};

/** Why one more call can't be made; undefined when it can. */
export function tooManyCalls({maxCalls, maxCallsPerUser}: Limits, {calls, callsOfUser}: Usage): Told | undefined {
	if (maxCalls === 0) return told('calls-off');
	if (calls >= maxCalls) return told('calls-of-box', {n: maxCalls});
	return callsOfUser >= maxCallsPerUser ? told('calls-of-user', {n: maxCallsPerUser}) : undefined;
}

/** Why no call that costs money can be made or go on; undefined when it can. */
export function spentTooMuch({dailySpend, dailySpendOfUser, currency}: Limits, {spent, spentByUser}: Usage): Told | undefined {
	if (dailySpendOfUser !== null && spentByUser >= dailySpendOfUser) return told('spent-by-user', {amount: money(dailySpendOfUser, currency)});
	return dailySpend !== null && spent >= dailySpend ? told('spent-by-box', {amount: money(dailySpend, currency)}) : undefined;
}

const money = (amount: number, currency: string) => `${amount.toFixed(2)} ${currency}`;
