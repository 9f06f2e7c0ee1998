import type {TrunkInput, TrunkProblem} from '../contract/index.js';
import type {CertificateFault} from './ports.js';

/** What a refusal of a registration means (RFC 3261, 21). Undefined: it is none. */
export function problemOf(status: number): TrunkProblem | undefined {
	if (status < 300) return undefined;
	switch (status) {
		case 301: case 302: case 305: return 'moved';
		case 401: case 407: return 'wrong-password';
		case 403: return 'forbidden';
		case 404: case 410: case 604: return 'unknown-user';
		case 405: case 501: return 'no-registrations';
		case 408: return 'no-answer';
		case 400: case 416: case 420: case 421: case 423: case 484: case 485: return 'bad-request';
		case 480: case 500: case 502: case 503: case 504: return 'out-of-service';
		default: return 'refused';
	}
}

/** Why the box left a server over TLS before it asked anything (RFC 5922, 7). Undefined: it did not. */
export function certificateProblem(fault: CertificateFault): TrunkProblem | undefined {
	switch (fault) {
		case '': return undefined;
		case 'wrong-name': return 'certificate-name';
		case 'unknown-authority': return 'certificate-authority';
		case 'expired': return 'certificate-expired';
		case 'unfit': return 'certificate-unfit';
	}
}

/** Of a trunk, and of the answer that it got. */
export type ProblemFacts = Pick<TrunkInput, 'host' | 'transport' | 'user'> & {status: number | null; reason: string};

/** What is wrong and what to do, in a sentence. */
export function sentenceOf(problem: TrunkProblem | null, {host, transport, user, status, reason}: ProblemFacts): string {
	const answer = [status, reason].filter(part => part !== null && part !== '').join(' ');
	switch (problem) {
		case null: return '';
		case 'off': return 'It is switched off in its settings.';
		case 'demo': return 'A demo calls nobody outside of this machine; start the box without --demo to use this trunk.';
		case 'name-unknown': return `The name ${host} stands for no address. Check how it is written, and the name server of this network.`;
		case 'no-answer': return `${host} does not answer by ${transport.toUpperCase()}. Check server, port and transport, and whether a firewall is in between.`;
		case 'wrong-password': return `${host} does not take the password. Check user name, authentication name and password.`;
		case 'forbidden': return `${host} refuses the log-in (${answer}). Check user name and password; the account may also be blocked, or not be meant for this network.`;
		case 'unknown-user': return `${host} knows no user "${user}" (${answer}). Check the user name.`;
		case 'no-registrations': return `${host} takes no registrations (${answer}). Choose the kind that is trusted by address, or another server.`;
		case 'moved': return `${host} sends the box to another server (${answer}). Enter that server instead.`;
		case 'bad-request': return `${host} does not understand the box (${answer}). Check user name and transport.`;
		case 'out-of-service': return `${host} is out of service (${answer}). The box goes on trying.`;
		case 'refused': return `${host} refuses (${answer}). Ask whoever runs it for the reason.`;
		case 'certificate-name': return `${host} shows a certificate that is not made out to this name. Check the server; if it is right, its owner has to put the name into the certificate (subjectAltName).`;
		case 'certificate-authority': return `The certificate of ${host} is signed by an authority that is not known here. Paste the certificate of that authority into the form.`;
		case 'certificate-expired': return `The certificate of ${host} has expired, or is not valid yet. Its owner has to renew it; check the clock of this box, too.`;
		case 'certificate-unfit': return `The certificate of ${host} can not be used: it is not meant for servers, is too weak, or is damaged. Its owner has to replace it.`;
	}
}
