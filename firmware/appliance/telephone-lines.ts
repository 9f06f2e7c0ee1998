import {dialPlan, type Leg} from '../call/index.js';
import type {Configuration} from './configuration.js';
import type {CallRecord, DomainEvent, Settings} from '../contract/index.js';
import {lineCountry} from '../country/index.js';
import type {Clock} from '../lib/clock.js';
import type {Emitter} from '../lib/emitter.js';
import type {Log} from '../lib/log.js';
import {Lines, ModemCard, openPriSpan, type LinesPorts} from '../lines/index.js';
import type {Media} from '../media/index.js';

/** Where the driver puts its files. */
const usualRoot = '/dev/dahdi';
const usualCountry = 'us';

export type TelephoneLinesParts = {
	clock: Clock;
	log: Log;
	/** Null: where the driver puts it. */
	dahdiRoot: string | null;
	/** Paths of the serial ports of simulated modems, beside those of the settings. */
	simulatedModems: readonly string[];
	configuration: Configuration;
	events: Emitter<DomainEvent>;
	media: Media;
	onLeg: (leg: Leg) => void;
	/** Resolves when the record can be looked up. */
	keep: (record: CallRecord) => Promise<void>;
};

/** The box's telephone lines; nothing is opened before `start`. */
export function telephoneLines({clock, log, dahdiRoot, simulatedModems, configuration, events, media, onLeg, keep}: TelephoneLinesParts): Lines {
	const {line, span, plan} = configuration;
	const settings = () => withModems(configuration.settings(), simulatedModems);
	const {cards} = settings().lines;
	const tell = (event: DomainEvent) => events.emit(event);
	const country = countryOfLines(settings().lines.country, media, log);
	media.setBusyTone(country.played('busy'));
	return new Lines({
		audio: media, lines: media.lines, pri: media.pri, clock, log, settings, tell, onLeg,
		root: cards ? dahdiRoot ?? usualRoot : null,
		cardsExpected: dahdiRoot !== null || configuration.knowsLines,
		country,
		configs: {line, span},
		onMissed: record => void keep(record).then(() => tell({kind: 'call.ended', at: clock.now().toISOString(), call: record})),
		match: digits => matchNumbers(dialPlan({...plan(), handsets: [], phones: []}).map(({number}) => number), digits),
		primaryRate: openPriSpan,
		modem: parts => ModemCard.start(parts),
	});
}

function withModems(settings: Settings, more: readonly string[]): Settings {
	const {lines} = settings;
	return more.length === 0 ? settings : {...settings, lines: {...lines, modems: [...lines.modems, ...more]}};
}

/** A box whose country was mistyped still starts, so that it can be set right. */
function countryOfLines(code: string, media: Media, log: Log): LinesPorts['country'] {
	const zones = media.lines.toneZones();
	try {
		return lineCountry(code, zones);
	} catch (error) {
		log.error({err: error, instead: usualCountry}, 'no tones for the country of the settings');
		return lineCountry(usualCountry, zones);
	}
}

/** What may come of digits that are being dialled. */
function matchNumbers(numbers: readonly string[], digits: string): {exact: boolean; longer: boolean} {
	return {exact: numbers.includes(digits), longer: numbers.some(number => number.length > digits.length && number.startsWith(digits))};
}
