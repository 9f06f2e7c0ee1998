export {countries, countryOf, type Country, type UnknownCountry} from './country.js';
export {lineCountry, type LineTones} from './line-country.js';
export {parseTone, type Tone, type ToneStretch, type ToneProblem} from './tone.js';
export type {CountryFacts} from './facts.js';
export type {ToneZone} from './zone.js';
