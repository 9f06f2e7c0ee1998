import test from 'ava';
import {countries, countryOf, lineCountry, type ToneZone} from '../../../firmware/country/index.js';
import {zones} from './zones.js';

test('admin chooses among the countries whose tones are known, by their English names', t => {
	t.deepEqual(countries(zones).map(({code, name}) => `${code} ${name}`), [
		'au Australia', 'ca Canada', 'de Germany', 'ie Ireland', 'jp Japan', 'no Norway', 'th Thailand', 'gb United Kingdom', 'us United States',
	]);
});

test('admin who names a country that is not known is told which ones are', t => {
	t.deepEqual(countryOf('xx', zones), {
		problem: '"xx" is no country whose telephone tones are known. Known: au, ca, de, ie, jp, no, th, gb, us.',
		known: ['au', 'ca', 'de', 'ie', 'jp', 'no', 'th', 'gb', 'us'],
	});
	t.throws(() => lineCountry('fr', zones), {code: 'INVALID_INPUT', message: /^"fr" is no country/});
});

const isCountry = test.macro({
	exec(t, code: string, name: string, some: object) {
		const country = countryOf(code, zones);
		if ('problem' in country) return t.fail(country.problem);
		t.is(country.name, name);
		t.like(country, some);
	},
	title: (_, code: string, name: string) => `lines of ${name} (${code}) are set up as its network wants`,
});

test(isCountry, 'us', 'United States', {law: 'mu', operMode: 'FCC', ringCadenceMs: [2000, 4000], callerId: ['bell202'], callerIdWhen: 'between-rings', endSigns: ['cpc'], international: '011', trunk: '1'});
test(isCountry, 'uk', 'United Kingdom', {code: 'gb', law: 'a', operMode: 'UK', ringCadenceMs: [400, 200, 400, 2000], callerId: ['v23'], callerIdWhen: 'before-ring', trunk: '0', premium: ['09', '087']});
test(isCountry, 'GB', 'United Kingdom', {code: 'gb'});
test(isCountry, 'ca', 'Canada', {law: 'mu', operMode: 'CANADA', zone: 'us'});
test(isCountry, 'ie', 'Ireland', {operMode: 'IRELAND', zone: 'uk'});
test(isCountry, 'de', 'Germany', {law: 'a', flashMs: 250, callerId: ['v23']});

test('a tone that can not be understood leaves the country\'s other tones alone', t => {
	const country = countryOf('th', zones);
	t.deepEqual('problem' in country ? [] : Object.keys(country.tones), ['dial']);
});

const hears = test.macro({
	exec(t, code: string, tone: 'dial' | 'ringing' | 'busy' | 'congestion' | 'info', ...stretches: [frequenciesHz: number[], onMs: number, offMs: number][]) {
		const cadence = stretches.map(([frequenciesHz, onMs, offMs]) => ({frequenciesHz, onMs, offMs}));
		t.deepEqual(lineCountry(code, zones).heard(tone).slice(0, 1), cadence.length === 0 ? [] : [{tone, cadence}]);
	},
	title: (_, code: string, tone: string) => `outside line in "${code}" listens for its ${tone} tone`,
});

test(hears, 'us', 'dial', [[350, 440], 1000, 0]);
test(hears, 'us', 'busy', [[480, 620], 500, 500]);
test(hears, 'us', 'info', [[950], 330, 0], [[1400], 330, 0], [[1800], 330, 1000]);
test(hears, 'no', 'info', [[950], 330, 0], [[1400], 330, 0], [[1800], 330, 1000]);
test(hears, 'uk', 'ringing', [[400, 450], 400, 200], [[400, 450], 400, 2000]);
test(hears, 'uk', 'info', [[950], 330, 15], [[1400], 330, 15], [[1800], 330, 1000]);
test(hears, 'jp', 'ringing', [[400], 1000, 2000]);
test(hears, 'jp', 'congestion');
test(hears, 'no', 'busy');

const ringing = (code: string) => lineCountry(code, zones).heard('ringing').map(({tone, cadence}) => `${tone} ${cadence.map(({frequenciesHz, onMs, offMs}) => `${frequenciesHz.join('+')}/${onMs}/${offMs}`).join()}`);

test('a call that leaves the country is heard to ring there too: each country\'s ringing is listened for once, the line\'s own first', t => {
	t.deepEqual(ringing('de'), ['ringing 425/1000/4000', 'ringing 440+480/2000/4000', 'ringing 400+450/400/200,400+450/400/2000', 'ringing 400/1000/2000']);
	t.is(ringing('jp')[0], 'ringing 400/1000/2000');
	t.is(ringing('jp').length, 4);
});

test('where two frequencies beat, nothing is listened for that sounds like them', t => {
	const beating: ToneZone = {country: 'ae', name: 'Emirates', ringCadenceMs: [400, 200, 400, 2000], tones: {ringing: '400+425/400,0/200,400+425/400,0/2000'}};
	t.is(lineCountry('ae', [...zones, beating]).heard('ringing').length, 1);
	t.deepEqual(lineCountry('de', [...zones, beating]).heard('ringing'), lineCountry('de', zones).heard('ringing'));
});

test('handset hears its country\'s tones, each one period that is repeated', t => {
	const us = lineCountry('us', zones);
	t.deepEqual(us.played('busy'), [{frequenciesHz: [480, 620], dbm0: -14, ms: 500}, {silenceMs: 500}]);
	t.deepEqual(us.played('dial'), [{frequenciesHz: [350, 440], dbm0: -18, ms: 600_000}]);
	t.deepEqual(lineCountry('au', zones).played('congestion').filter(item => 'dbm0' in item).map(({dbm0}) => dbm0), [-14, -24]);
	t.true(us.played('howler').length > 0);
	t.deepEqual(lineCountry('no', zones).played('busy'), []);
});
