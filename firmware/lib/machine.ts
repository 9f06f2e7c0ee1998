import {readFileSync} from 'node:fs';
import {networkInterfaces} from 'node:os';
import type {Language} from '../contract/index.js';

/** What the machine tells of where it stands: IANA time zone, BCP 47 locale, and its addresses by which others reach it. */
export type Machine = {timeZone: string; locale: string; addresses: readonly string[]};

export function readMachine(): Machine {
	const {timeZone, locale} = Intl.DateTimeFormat().resolvedOptions();
	return {timeZone, locale, addresses: outerAddresses()};
}

/** IPv4 addresses, and IPv6 ones that are good beyond the next router (RFC 4291, 2.5.6). */
function outerAddresses(): string[] {
	const all = Object.values(networkInterfaces()).flatMap(addresses => addresses ?? []);
	return all.filter(({internal, address}) => !internal && !address.startsWith('fe80:')).map(({address}) => address);
}

const zoneTable = '/usr/share/zoneinfo/zone.tab';

/** ISO 3166 in small letters: where the time zone is, else whose the locale is; undefined where neither tells. */
export function countryOf({timeZone, locale}: Pick<Machine, 'timeZone' | 'locale'>, zones = readZones()): string | undefined {
	const line = zones.split('\n').find(row => row.split('\t')[2] === timeZone);
	const code = line?.slice(0, 2) ?? new Intl.Locale(locale).region;
	return code?.toLowerCase();
}

/** Empty where the machine has no time zone database of its own. */
function readZones(): string {
	try {
		return readFileSync(zoneTable, 'utf8');
	} catch {
		return '';
	}
}

const languages: readonly Language[] = ['en', 'fr', 'de', 'es', 'it'];

export function languageOf({locale}: Pick<Machine, 'locale'>): Language {
	const own = new Intl.Locale(locale).language;
	return languages.find(language => language === own) ?? 'en';
}
