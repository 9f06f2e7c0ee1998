import {toldOfAlarms} from './told-alarms.js';
import {toldOfInput} from './told-input.js';
import {toldOfLines} from './told-lines.js';
import {toldOfRequests} from './told-requests.js';

/** All that the box tells people, in English, by its code. Places to fill are in braces. A page has the same texts in each of its languages. */
export const toldTexts = {...toldOfLines, ...toldOfInput, ...toldOfRequests, ...toldOfAlarms};
export type ToldCode = keyof typeof toldTexts;
export type ToldOfAlarms = typeof toldOfAlarms;
export type ToldOfInput = typeof toldOfInput;
export type ToldOfLines = typeof toldOfLines;
export type ToldOfRequests = typeof toldOfRequests;

/** What belongs into the places of a text. Days are ISO 8601, such as 2026-03-02: each language writes them its own way. */
export type ToldValues = Readonly<Record<string, string | number>>;

/** By what a page finds its own words; programs may tell what is wrong by the code. */
export type Reason = {code: ToldCode; values: ToldValues};
/** A sentence: in English, and by its code. */
export type Told = Reason & {message: string};

/** The names in braces of a text. */
export type PlacesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | PlacesIn<Rest> : never;
type Places<Code extends ToldCode> = PlacesIn<(typeof toldTexts)[Code]>;
type ValuesOf<Code extends ToldCode> = [Places<Code>] extends [never] ? [] : [values: Readonly<Record<Places<Code>, string | number>>];

/** The sentence of this code, with its places filled in. */
export function told<Code extends ToldCode>(code: Code, ...[given]: ValuesOf<Code>): Told {
	const values: ToldValues = given ?? {};
	return {code, values, message: toldTexts[code].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))};
}

/** What stands beside a sentence for pages; null where there is none. */
export function reasonOf(sentence: Reason | undefined): Reason | null {
	return sentence ? {code: sentence.code, values: sentence.values} : null;
}
