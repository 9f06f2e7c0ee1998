import type {BanView} from '../contract/index.js';

export type Ban = Omit<BanView, 'dropped'>;
export type Offence = 'scanner' | 'wrong-password' | 'unknown-numbers' | 'wrong-pins' | 'flood';

/** What counts against an address; of offences with the same `what`, such as one number dialled over and over, one counts. */
export type Counted = {readonly kind: Offence; readonly what: string; readonly atMs: number};
export type BanBook = {readonly counted: ReadonlyMap<string, readonly Counted[]>; readonly bans: ReadonlyMap<string, Ban>};

export type BanInput =
	| {kind: 'offence'; address: string; offence: Offence; what: string}
	/** By an admin; null: until it is undone. */
	| {kind: 'ban'; address: string; minutes: number | null}
	| {kind: 'undo'; address: string}
	/** Time has passed. */
	| {kind: 'time'};
export type BanEffect = {kind: 'banned'; ban: Ban} | {kind: 'lifted'; address: string};
/** `failures` 0: nobody is banned but by an admin. */
export type BanRules = {failures: number; minutes: number; now: Date; isExempt: (address: string) => boolean};

export const emptyBook: BanBook = {counted: new Map(), bans: new Map()};
const windowMs = 10 * 60_000;
const mostAddresses = 10_000;

/** Who is shut out, after one more input. */
export function stepBans(book: BanBook, input: BanInput, rules: BanRules): {book: BanBook; effects: readonly BanEffect[]} {
	switch (input.kind) {
		case 'offence': return offend(book, input, rules);
		case 'ban': return ban(book, {address: input.address, reason: 'by-admin', minutes: input.minutes}, rules);
		case 'undo': return lift(book, book.bans.has(input.address) ? [input.address] : []);
		case 'time': return lift(book, [...book.bans.values()].filter(({until}) => until !== null && Date.parse(until) <= rules.now.getTime()).map(({address}) => address));
	}
}

type Step = ReturnType<typeof stepBans>;

function offend(book: BanBook, {address, offence, what}: Extract<BanInput, {kind: 'offence'}>, rules: BanRules): Step {
	const {failures, minutes, now, isExempt} = rules;
	if (failures === 0 || book.bans.has(address) || isExempt(address)) return {book, effects: []};
	const nowMs = now.getTime();
	const recent = (book.counted.get(address) ?? []).filter(({atMs}) => nowMs - atMs < windowMs);
	const isNew = what === '' || !recent.some(counted => counted.kind === offence && counted.what === what);
	const all = isNew ? [...recent, {kind: offence, what, atMs: nowMs}] : recent;
	// A tool that is known to try out telephone systems has no business here.
	if (offence === 'scanner' || all.length >= failures) return ban(book, {address, reason: offence, minutes}, rules);
	return {book: {...book, counted: remember(book.counted, address, all)}, effects: []};
}

/** The newest last; of more than can be remembered the oldest are forgotten. */
function remember(counted: BanBook['counted'], address: string, all: readonly Counted[]): BanBook['counted'] {
	const next = new Map(counted);
	next.delete(address);
	next.set(address, all);
	const [oldest] = next.keys();
	if (next.size > mostAddresses && oldest !== undefined) next.delete(oldest);
	return next;
}

function ban(book: BanBook, {address, reason, minutes}: {address: string; reason: Ban['reason']; minutes: number | null}, {now}: BanRules): Step {
	const until = minutes === null ? null : new Date(now.getTime() + minutes * 60_000).toISOString();
	const made: Ban = {address, reason, since: now.toISOString(), until};
	const counted = new Map(book.counted);
	counted.delete(address);
	return {book: {counted, bans: new Map([...book.bans, [address, made]])}, effects: [{kind: 'banned', ban: made}]};
}

function lift(book: BanBook, addresses: readonly string[]): Step {
	if (addresses.length === 0) return {book, effects: []};
	const bans = new Map(book.bans);
	for (const address of addresses) bans.delete(address);
	return {book: {...book, bans}, effects: addresses.map(address => ({kind: 'lifted', address}))};
}
