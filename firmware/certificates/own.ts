import {join} from 'node:path';
import type {Log} from '../lib/log.js';
import {makeCertificate} from './openssl.js';
import {namesIn, type Names} from './names.js';
import {readIdentity, writeIdentity, type Identity} from './pem-file.js';

const dayMs = 24 * 3_600_000;
const authorityDays = 3650;
/** Browsers take no server certificate for longer (CA/Browser Forum, Baseline Requirements, 6.3.2). */
const serverDays = 397;
/** With so many days left it is made anew; the authority sooner, as it ends with it all that it signed. */
const renewDays = {authority: 60, server: 30};
/** Phones' clocks may be slow. */
const earlierMs = dayMs;

/** The authority of this box, and what it signed for the box itself. */
export type Own = {readonly authority: Identity; readonly server: Identity};

export type OwnParts = {folder: string; log: Log; now: Date; names: Names; authorityName: string};

/** What is in the folder, as long as it is good; what is not is made anew. */
export async function readOrMakeOwn(parts: OwnParts): Promise<Own> {
	const authority = await readAuthority(parts) ?? await makeAuthority(parts);
	return {authority, server: await readServer(parts, authority) ?? await makeServer(parts, authority)};
}

const authorityPath = ({folder}: OwnParts) => join(folder, 'authority.pem');
const serverPath = ({folder}: OwnParts) => join(folder, 'own.pem');
const workFolder = ({folder}: OwnParts) => join(folder, 'making');

async function readAuthority(parts: OwnParts): Promise<Identity | undefined> {
	const path = authorityPath(parts);
	const authority = await readIdentity(path, error => parts.log.warn({err: error, path}, 'the authority of the box is damaged; it is made anew, and has to be installed again'));
	const [certificate] = authority?.chain ?? [];
	return certificate?.ca === true && lasts(certificate, parts.now, renewDays.authority) ? authority : undefined;
}

async function readServer(parts: OwnParts, authority: Identity): Promise<Identity | undefined> {
	const path = serverPath(parts);
	const server = await readIdentity(path, error => parts.log.warn({err: error, path}, 'the certificate of the box is damaged; it is made anew'));
	const [certificate] = server?.chain ?? [];
	const [signer] = authority.chain;
	if (!certificate || !signer || !certificate.verify(signer.publicKey)) return undefined;
	// What is not valid yet is kept: the clock is wrong, as it is on boards without a battery before they ask the network for the time.
	const isGood = lasts(certificate, parts.now, renewDays.server) && hasNames(certificate.subjectAltName, parts.names);
	return isGood ? server : undefined;
}

async function makeAuthority(parts: OwnParts): Promise<Identity> {
	const commonName = [...parts.authorityName].slice(0, 64).join('');
	const made = await makeCertificate(workFolder(parts), {commonName, ...period(parts.now, authorityDays), use: 'authority'});
	parts.log.info({commonName}, 'made the certificate authority of the box');
	return writeIdentity(authorityPath(parts), made);
}

async function makeServer(parts: OwnParts, {path, chain}: Identity): Promise<Identity> {
	const {names, now} = parts;
	const {from, until} = period(now, serverDays);
	const last = Date.parse(chain[0]?.validTo ?? '');
	const made = await makeCertificate(workFolder(parts), {commonName: 'Partyline', from, until: new Date(Math.min(until.getTime(), last)), use: names, signer: path});
	parts.log.info({names: [...names.hosts, ...names.addresses]}, 'made a certificate for the box');
	return writeIdentity(serverPath(parts), made);
}

function period(now: Date, days: number): {from: Date; until: Date} {
	const from = now.getTime() - earlierMs;
	return {from: new Date(from), until: new Date(from + days * dayMs)};
}

const lasts = ({validTo}: {validTo: string}, now: Date, days: number) => Date.parse(validTo) - now.getTime() > days * dayMs;

function hasNames(subjectAltName: string | undefined, {hosts, addresses}: Names): boolean {
	return JSON.stringify(namesIn(subjectAltName).sort()) === JSON.stringify([...hosts, ...addresses].sort());
}
