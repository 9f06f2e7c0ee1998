export type Law = 'a' | 'mu';
export type CallerIdKind = 'bell202' | 'v23' | 'dtmf';
/** How an exchange tells that the far end has gone: battery reversed, loop current cut for a moment, or by nothing but a tone. */
export type EndSign = 'polarity' | 'cpc' | 'tone';

/** What libtonezone does not know of a country. Exchanges within a country differ: these are the usual ones. */
export type CountryFacts = {
	/** ISO 3166-1 alpha-2, small letters. */
	readonly code: string;
	/** Whose tones in libtonezone's table. */
	readonly zone: string;
	readonly law: Law;
	/** Impedance and current of outside lines: the name for the DAHDI drivers' `opermode`. */
	readonly operMode: string;
	/** Longest break that is a flash (recall) and not a hang-up, ms. */
	readonly flashMs: number;
	/** The likeliest first, which is also what handsets are sent. */
	readonly callerId: readonly CallerIdKind[];
	readonly callerIdWhen: 'before-ring' | 'between-rings';
	readonly endSigns: readonly EndSign[];
	/** Dialled before a number abroad, before one in another area, and at the beginning of some of the numbers that cost more. */
	readonly international: string;
	readonly trunk: string;
	readonly premium: readonly string[];
};

type Row = readonly [code: string, operMode: string, flashMs: number, callerId: string, end: string, international: string, trunk: string, premium: string, more?: Partial<CountryFacts>];

const before = {callerIdWhen: 'before-ring'} as const;
const mu = {law: 'mu'} as const;

/** b: Bell 202, v: V.23, d: DTMF. p: polarity, c: CPC, t: tone. */
const rows: readonly Row[] = [
	['ae', 'UAE', 300, 'b', 'pt', '00', '0', '900'],
	['ar', 'ARGENTINA', 300, 'bd', 'pt', '00', '0', '0600 0609'],
	['at', 'AUSTRIA', 250, 'v', 't', '00', '0', '0900 0930'],
	['au', 'AUSTRALIA', 200, 'b', 't', '0011', '0', '19'],
	['be', 'BELGIUM', 250, 'v', 't', '00', '0', '070 090'],
	['bg', 'BULGARIA', 250, 'v', 't', '00', '0', '090'],
	['br', 'BRAZIL', 300, 'd', 'pt', '00', '0', '0900'],
	['ca', 'CANADA', 1000, 'b', 'c', '011', '1', '1900 900', {zone: 'us', ...mu}],
	['ch', 'SWITZERLAND', 250, 'v', 't', '00', '0', '0900 0901 0906'],
	['cl', 'CHILE', 300, 'b', 'pt', '00', '', '600 700'],
	['cn', 'CHINA', 600, 'bd', 'pt', '00', '0', '168'],
	['cr', 'USA', 600, 'b', 't', '00', '', '900'],
	['cz', 'CZECH', 250, 'v', 't', '00', '', '90'],
	['de', 'GERMANY', 250, 'v', 't', '00', '0', '0900 0137'],
	['dk', 'DENMARK', 250, 'd', 'pt', '00', '', '90', before],
	['ee', 'TBR21', 250, 'v', 't', '00', '', '900'],
	['es', 'SPAIN', 250, 'v', 't', '00', '', '803 806 807 905'],
	['fi', 'FINLAND', 250, 'd', 'pt', '00', '0', '0600 0700', before],
	['fr', 'FRANCE', 400, 'v', 't', '00', '0', '081 082 089'],
	['gb', 'UK', 250, 'v', 'ct', '00', '0', '09 087', {zone: 'uk', ...before}],
	['gr', 'GREECE', 250, 'v', 't', '00', '', '90'],
	['hu', 'HUNGARY', 250, 'v', 't', '00', '06', '0690 0691'],
	['ie', 'IRELAND', 250, 'v', 't', '00', '0', '15', {zone: 'uk', ...before}],
	['il', 'ISRAEL', 300, 'b', 't', '00', '0', '1900 1919'],
	['in', 'INDIA', 300, 'dv', 'pt', '00', '0', '1900'],
	['it', 'ITALY', 250, 'v', 't', '00', '', '89'],
	['jp', 'JAPAN', 800, 'v', 'pt', '010', '0', '0990', {...mu, ...before}],
	['lt', 'TBR21', 250, 'v', 't', '00', '0', '0900'],
	['mo', 'MACAO', 300, 'b', 't', '00', '', '900'],
	['mx', 'MEXICO', 300, 'b', 't', '00', '', '900'],
	['my', 'MALAYSIA', 300, 'b', 'pt', '00', '0', '600'],
	['nl', 'NETHERLANDS', 250, 'dv', 't', '00', '0', '0900 0906 0909', before],
	['no', 'NORWAY', 250, 'v', 't', '00', '', '820 829'],
	['nz', 'NEWZEALAND', 800, 'b', 't', '00', '0', '0900'],
	['pa', 'USA', 600, 'b', 't', '00', '', '900'],
	['ph', 'PHILIPPINES', 600, 'b', 't', '00', '0', '1900', mu],
	['pl', 'POLAND', 250, 'v', 't', '00', '', '70'],
	['pt', 'PORTUGAL', 250, 'v', 'pt', '00', '', '607 760 761'],
	['ru', 'RUSSIA', 250, 'v', 't', '810', '8', '8803 8809'],
	['se', 'SWEDEN', 250, 'd', 'pt', '00', '0', '0900 0939 0944', before],
	['sg', 'SINGAPORE', 600, 'b', 't', '001', '', '1900'],
	['th', 'THAILAND', 300, 'db', 't', '001', '0', '1900'],
	['tr', 'TBR21', 300, 'd', 't', '00', '0', '0900', before],
	['tw', 'TAIWAN', 600, 'db', 't', '002', '0', '0204', mu],
	['us', 'FCC', 1000, 'b', 'c', '011', '1', '1900 900', mu],
	['ve', 'USA', 600, 'b', 't', '00', '0', '0900'],
	['za', 'SOUTHAFRICA', 250, 'v', 't', '00', '0', '0862 0867'],
];

const kinds: Readonly<Record<string, CallerIdKind>> = {b: 'bell202', v: 'v23', d: 'dtmf'};
const signs: Readonly<Record<string, EndSign>> = {p: 'polarity', c: 'cpc', t: 'tone'};
const spelled = <T>(letters: string, of: Readonly<Record<string, T>>) => [...letters].flatMap(letter => of[letter] ?? []);

/** Of every country that is known, by its code. */
export const facts: ReadonlyMap<string, CountryFacts> = new Map(rows.map(([code, operMode, flashMs, callerId, end, international, trunk, premium, more]) => [code, {
	code, zone: code, law: 'a', operMode, flashMs, callerId: spelled(callerId, kinds), callerIdWhen: 'between-rings',
	endSigns: spelled(end, signs), international, trunk, premium: premium.split(' '), ...more,
}]));
