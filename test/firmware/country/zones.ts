import type {ToneZone} from '../../../firmware/country/index.js';

/** Some of libtonezone's. */
export const zones: readonly ToneZone[] = [
	{country: 'us', name: 'United States / North America', ringCadenceMs: [2000, 4000], tones: {
		dial: '350+440', busy: '480+620/500,0/500', ringing: '440+480/2000,0/4000', congestion: '480+620/250,0/250',
		info: '!950/330,!1400/330,!1800/330,0', stutter: '!350+440/100,!0/100,!350+440/100,!0/100,350+440',
	}},
	{country: 'us-old', name: 'United States Circa 1950', ringCadenceMs: [2000, 4000], tones: {dial: '600*120'}},
	{country: 'uk', name: 'United Kingdom', ringCadenceMs: [400, 200, 400, 2000], tones: {
		dial: '350+440', busy: '400/375,0/375', ringing: '400+450/400,0/200,400+450/400,0/2000', congestion: '400/400,0/350,400/225,0/525', info: '950/330,0/15,1400/330,0/15,1800/330,0/1000',
	}},
	{country: 'de', name: 'Germany', ringCadenceMs: [1000, 4000], tones: {dial: '425', busy: '425/480,0/480', ringing: '425/1000,0/4000', congestion: '425/240,0/240'}},
	{country: 'jp', name: 'Japan', ringCadenceMs: [1000, 2000], tones: {dial: '400', busy: '400/500,0/500', ringing: '400+15/1000,0/2000', congestion: '400/500,0/500'}},
	{country: 'au', name: 'Australia', ringCadenceMs: [400, 200, 400, 2000], tones: {dial: '415+440', busy: '425/375,0/375', congestion: '425/375,0/375,425@/375,0/375'}},
	{country: 'no', name: 'Norway', ringCadenceMs: [1000, 4000], tones: {dial: '425', info: '!950/330,!1400/330,!1800/330,!0/1000,!950/330,!1400/330,!1800/330,!0/1000,0'}},
	{country: 'th', name: 'Thailand', ringCadenceMs: [1000, 4000], tones: {dial: '400*50', 'call-waiting': '1000/400,10000/400,1000/400'}},
];
