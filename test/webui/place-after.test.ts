import test from 'ava';
import type {Doors, WayBack} from '../../firmware/contract/index.js';
import {placeAfter, type PlaceAfter} from '../../webui/pages/restart/place-after.js';

const usual: Doors = {http: 8080, https: 8443, httpsOnly: false, thisMachineAlone: false};
const to = (next: Partial<Doors>, more: Partial<WayBack> = {}): WayBack => ({now: usual, next: {...usual, ...next}, otherCertificate: false, ...more});

const from = test.macro((t, url: string, wayBack: WayBack, expected: PlaceAfter) => t.deepEqual(placeAfter(new URL(url), wayBack), expected));
const here: PlaceAfter = {kind: 'here'};

test('a box that changes nothing is found where it was', from, 'http://box:8080/', to({}), here);
test('by HTTPS, too', from, 'https://box:8443/', to({}), here);
test('HTTPS that is switched on beside HTTP moves nobody', from, 'http://box:8080/', {...to({}), now: {...usual, https: null}}, here);
test('whoever came by HTTP is led to HTTPS where there is nothing else, and the page sees when', from, 'http://box:8080/users', to({httpsOnly: true, https: 9443}), {kind: 'moved', url: 'https://box:9443/', follows: true});
test('the port of HTTPS moves who came by it', from, 'https://box:8443/', to({https: 9443}), {kind: 'moved', url: 'https://box:9443/', follows: false});
test('and nobody else', from, 'http://box:8080/', to({https: 9443}), here);
test('usual ports are left out', from, 'https://box:8443/', to({https: 443}), {kind: 'moved', url: 'https://box/', follows: false});
test('and understood where they are left out', from, 'https://box/', {...to({https: 8443}), now: {...usual, https: 443}}, {kind: 'moved', url: 'https://box:8443/', follows: false});
test('HTTPS that is switched off moves to HTTP', from, 'https://box:8443/', to({https: null}), {kind: 'moved', url: 'http://box:8080/', follows: false});
test('to a port that is not known before nobody can be led', from, 'https://box:8443/', to({https: null, http: null}), here);
test('another certificate concerns who came by HTTPS', from, 'https://box:8443/', to({}, {otherCertificate: true}), {kind: 'certificate', url: 'https://box:8443/'});
test('and not who came by HTTP', from, 'http://box:8080/', to({}, {otherCertificate: true}), here);
test('a box for its own machine alone is not found from another one', from, 'http://192.0.2.5:8080/', to({thisMachineAlone: true}), {kind: 'machine', url: 'http://127.0.0.1:8080/'});
test('a browser on that machine finds it where it was', from, 'http://localhost:8080/', to({thisMachineAlone: true}), here);
test('an address of IPv6 stays one', from, 'https://[2001:db8::5]:8443/', to({https: 9443}), {kind: 'moved', url: 'https://[2001:db8::5]:9443/', follows: false});
test('whoever came by a proxy finds the box by it again', from, 'https://conferences.example/', to({https: 9443, httpsOnly: true}), here);
