import {mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {alarmOf, told, type CertificateInput, type CertificateView, type DomainEvent, type Problem, type Settings, type Told} from '../contract/index.js';
import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import {synced} from '../lib/synced.js';
import {namesIn, namesOf, type Machine} from './names.js';
import {readOrMakeOwn, type Own} from './own.js';
import {readIdentity, writeIdentity, type Identity} from './pem-file.js';
import {checkUploaded} from './uploaded.js';

export type CertificatesParts = {
	/** Of the certificates alone; it is made. */
	folder: string;
	clock: Clock;
	log: Log;
	settings: () => Settings;
	/** What the machine is called now. */
	machine: () => Machine;
	tell: (event: DomainEvent) => void;
};

const hourMs = 3_600_000;
const warnDays = 30;
type AlarmCode = 'certificate-ends' | 'certificate-refused';

/** The certificate that the box shows: an uploaded one as long as that is good, else one that its own authority signed. */
export class Certificates {
	readonly #parts: CertificatesParts;
	readonly #listeners = new Set<() => void>();
	#own: Own | undefined;
	#uploaded: Identity | undefined;
	#raised = new Map<AlarmCode, Told | undefined>();
	#last: Promise<unknown> = Promise.resolve();
	#cancel: () => void = () => undefined;

	constructor(parts: CertificatesParts) {
		this.#parts = parts;
	}

	/** Reads or makes what is needed, and looks after it from now on. Throws when openssl or the disk refuses. */
	async start(): Promise<void> {
		await mkdir(this.#parts.folder, {recursive: true, mode: 0o700});
		await this.#inTurn(() => this.#refresh());
		this.#checkLater();
	}

	stop(): void {
		this.#cancel();
	}

	/** PEM of the chain and of the key, and the file that has both. */
	get current(): Identity {
		return this.#uploaded ?? this.#ownOrThrow().server;
	}

	get isUploaded(): boolean {
		return this.#uploaded !== undefined;
	}

	/** Told when `current` is another. The result undoes it. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** PEM of the box's own authority. */
	authority(): string {
		return this.#ownOrThrow().authority.certificate;
	}

	view(): CertificateView {
		const [certificate] = this.current.chain;
		const [authority] = this.#ownOrThrow().authority.chain;
		if (!certificate || !authority) throw new Error('a certificate file without a certificate was let in');
		return {
			source: this.isUploaded ? 'uploaded' : 'own',
			names: namesIn(certificate.subjectAltName),
			issuer: certificate.issuer.split('\n').map(part => part.replace(/^\w+=/, '')).reverse().join(', '),
			notBefore: timeOf(certificate.validFrom),
			notAfter: timeOf(certificate.validTo),
			fingerprint: certificate.fingerprint256,
			authority: this.isUploaded ? null : {fingerprint: authority.fingerprint256, notAfter: timeOf(authority.validTo)},
		};
	}

	/** Shows this one from now on, when it is good; it is on the disk when this resolves. */
	upload(input: CertificateInput): Promise<{ok: true; view: CertificateView} | {ok: false; problems: Problem[]}> {
		return this.#inTurn(async () => {
			const checked = checkUploaded(input, this.#parts.clock.now());
			if (!checked.ok) return checked;
			await writeIdentity(this.#uploadedPath, checked.identity);
			await this.#refresh();
			return {ok: true, view: this.view()};
		});
	}

	/** Back to the box's own; an uploaded one is deleted. */
	useOwn(): Promise<CertificateView> {
		return this.#inTurn(async () => {
			await rm(this.#uploadedPath, {force: true});
			await synced(this.#parts.folder);
			await this.#refresh();
			return this.view();
		});
	}

	get #uploadedPath(): string {
		return join(this.#parts.folder, 'uploaded.pem');
	}

	#ownOrThrow(): Own {
		if (!this.#own) throw new Error('the certificates were not started');
		return this.#own;
	}

	async #refresh(): Promise<void> {
		const {folder, log, clock, settings, machine} = this.#parts;
		const before = this.#own && this.current.certificate;
		const now = clock.now();
		const {box, network} = settings();
		const names = machine();
		this.#own = await readOrMakeOwn({folder, log, now, names: namesOf(names, network.hostName), authorityName: authorityName(box.name, names.hostName)});
		this.#uploaded = await this.#readUploaded(now);
		if (before !== undefined && this.current.certificate !== before) for (const listener of this.#listeners) listener();
	}

	/** Undefined when there is none, or none that can be shown; an alarm tells then. */
	async #readUploaded(now: Date): Promise<Identity | undefined> {
		const path = this.#uploadedPath;
		let why = '';
		const identity = await readIdentity(path, error => {
			this.#parts.log.error({err: error, path}, 'the uploaded certificate is damaged');
			why = 'It is damaged.';
		});
		// One that is good later was good when it came: the clock is wrong, as it is on boards without a battery until the network tells the time.
		const at = new Date(Math.max(now.getTime(), ...identity?.chain.map(({validFrom}) => Date.parse(validFrom)) ?? []));
		const checked = identity && checkUploaded(identity, at);
		if (checked?.ok === false) why = checked.problems.map(({message}) => message).join(' ');
		const refused = told('certificate-refused');
		this.#raise('certificate-refused', why === '' ? undefined : {...refused, message: `The uploaded certificate can not be used; the box shows its own. ${why}`});
		const usable = checked?.ok === true ? identity : undefined;
		this.#raise('certificate-ends', usable && warningOf(usable, now));
		return usable;
	}

	/** Undefined takes the alarm back. */
	#raise(code: AlarmCode, alarm: Told | undefined): void {
		const before = this.#raised.get(code);
		if (before?.message === alarm?.message) return;
		this.#raised.set(code, alarm);
		const what = alarm ?? before;
		if (what) this.#parts.tell(alarmOf(code, what, {at: this.#parts.clock.now(), active: alarm !== undefined}));
	}

	/** Names and dates change by themselves. */
	#checkLater(): void {
		this.#cancel = this.#parts.clock.after(hourMs, () => {
			this.#inTurn(() => this.#refresh()).catch((error: unknown) => this.#parts.log.error({err: error}, 'the certificate could not be checked or made anew'));
			this.#checkLater();
		});
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.#last.then(work);
		this.#last = turn.catch(() => undefined);
		return turn;
	}
}

/** Boxes that nobody has named are told apart by their machine's name. */
function authorityName(boxName: string, hostName: string): string {
	const name = [...(boxName === 'Partyline' ? hostName : boxName).replace(/\p{Cc}/gu, ' ').trim()].slice(0, 43).join('');
	return `Partyline ${name} authority`;
}

function warningOf({chain}: Identity, now: Date): Told | undefined {
	const ends = Math.min(...chain.map(({validTo}) => Date.parse(validTo)));
	return ends - now.getTime() > warnDays * 24 * hourMs ? undefined : told('certificate-ends', {day: new Date(ends).toISOString().slice(0, 10)});
}

const timeOf = (text: string) => new Date(text).toISOString();
