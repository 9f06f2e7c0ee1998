import type {Brought, Certificates, System} from '../../../firmware/api/index.js';
import {told, type CertificateView, type Doors, type LogLine, type SystemView, type WayBack} from '../../../firmware/contract/index.js';

const view: SystemView = {
	version: '1.2.3', parts: [{name: 'SQLite', version: '3.0.0'}], startedAt: '2026-01-05T08:00:00.000Z',
	storage: {totalBytes: 8e9, freeBytes: 2e9, recordingBytes: 1e8, databaseBytes: 2e6}, memory: {totalBytes: 4e9, freeBytes: 3e9, processBytes: 2e8},
	loadAverage: 0.5, processors: 4, temperatureCelsius: 51, addresses: ['192.0.2.10'], restartNeededFor: [], canRestart: true,
};
const lines: readonly LogLine[] = [
	{at: '2026-01-05T08:00:02.000Z', level: 'error', message: 'it broke', detail: ''},
	{at: '2026-01-05T08:00:01.000Z', level: 'info', message: 'ready', detail: 'http: 8080'},
];

const door: Doors = {http: 8080, https: 8443, httpsOnly: false, thisMachineAlone: false};

/** A machine that stays as it is; `asked` is what it was told to do. */
export class FakeSystem implements System {
	readonly asked: string[] = [];

	async view(): Promise<SystemView> {
		return view;
	}

	logs({level, limit}: Parameters<System['logs']>[0]): LogLine[] {
		return lines.filter(line => level === 'info' || line.level === level).slice(0, limit);
	}

	restart(): {ok: true} {
		this.asked.push('restart');
		return {ok: true};
	}

	async factoryReset(): Promise<void> {
		this.asked.push('factory reset');
	}

	wayBack(brought?: Brought | 'nothing'): WayBack {
		if (brought === undefined || brought === 'nothing') return {now: door, next: door, otherCertificate: brought === 'nothing'};
		const {network: {https, httpsPort}, otherCertificate} = brought;
		return {now: door, next: {...door, https: https === 'off' ? null : httpsPort, httpsOnly: https === 'only'}, otherCertificate};
	}
}

const own: CertificateView = {
	source: 'own', names: ['localhost', '127.0.0.1'], issuer: 'Partyline Office authority', fingerprint: 'AA:BB', notBefore: '2026-01-04T08:00:00.000Z', notAfter: '2027-02-05T08:00:00.000Z',
	authority: {fingerprint: 'CC:DD', notAfter: '2036-01-02T08:00:00.000Z'},
};

/** Takes every certificate but one that says "bad". */
export class FakeCertificates implements Certificates {
	#view = own;
	readonly installPageStyle = 'body { color: black; }';

	view(): CertificateView {
		return this.#view;
	}

	authority(): string {
		return '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
	}

	async upload({certificate}: Parameters<Certificates['upload']>[0]): ReturnType<Certificates['upload']> {
		if (certificate === 'bad') return {ok: false, problems: [{path: '/certificate', ...told('no-certificate')}]};
		this.#view = {...own, source: 'uploaded', authority: null};
		return {ok: true, view: this.#view};
	}

	async useOwn(): Promise<CertificateView> {
		this.#view = own;
		return own;
	}

	installPage(language: string): string {
		return `<!doctype html><html lang="${language}"><title>Install</title></html>`;
	}
}
