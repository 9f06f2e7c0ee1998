import type {Language, SetupInput, SetupState, TrunkInput, TrunkTemplate} from '../../../firmware/contract/index.js';
import type {TextKey} from '../../i18n/index.js';

/** What was typed so far. A trunk is null until a template is chosen. */
export type Draft = {
	adminName: string; password: string;
	boxName: string; language: Language; country: string; timeZone: string;
	access: SetupInput['access']; template: string; trunk: TrunkInput | null;
	conferenceName: string; extension: string; pin: string;
};

export type Step = 'you' | 'box' | 'reach' | 'conference';
export const steps: readonly Step[] = ['you', 'box', 'reach', 'conference'];

/** What is wrong at which field, by its JSON Pointer in what will be sent. */
export type Problems = Readonly<Record<string, string>>;
type Problem = readonly [path: string, text: TextKey];

const spoken: readonly Language[] = ['en', 'fr', 'de', 'es', 'it'];

/** What the browser knows better than the box: its time zone (IANA), and its languages, best first (BCP 47). */
export type Guess = {timeZone: string; languages: readonly string[]; conferenceName: string; pin: string};

export function firstDraft({boxName, suggested, countries}: SetupState, {timeZone, languages, conferenceName, pin}: Guess): Draft {
	const locales = languages.map(tag => tag.toLowerCase().split('-'));
	const language = spoken.find(one => one === locales[0]?.[0]) ?? suggested.language;
	const country = countryAround(timeZone, countries) ?? locales.flatMap(parts => parts.slice(1)).find(part => countries.includes(part)) ?? suggested.country;
	return {
		adminName: 'admin', password: '', boxName, language, country, timeZone: timeZone === '' ? suggested.timeZone : timeZone,
		access: 'office', template: '', trunk: null, conferenceName, extension: suggested.extension, pin,
	};
}

/** The country whose clocks go so; a browser's language says less of where it stands. None in browsers that don't know countries' time zones. */
function countryAround(timeZone: string, countries: readonly string[]): string | undefined {
	return countries.find(country => {
		const locale: Intl.Locale & {getTimeZones?(): readonly string[] | undefined} = new Intl.Locale('und', {region: country});
		return locale.getTimeZones?.()?.includes(timeZone);
	});
}

/** Six digits that nobody guesses. */
export function randomPin(): string {
	const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
	return String(number % 1_000_000).padStart(6, '0');
}

/** The parts of the policy, each of which is shown as it is met. */
export const passwordPolicy = [
	{text: 'wizard.policy.long', isMet: (password: string) => password.length >= 8},
	{text: 'wizard.policy.upper', isMet: (password: string) => /[A-ZÀ-ÖØ-Þ]/.test(password)},
	{text: 'wizard.policy.lower', isMet: (password: string) => /[a-zß-öø-ÿ]/.test(password)},
] as const satisfies readonly {text: TextKey; isMet: (password: string) => boolean}[];

/** What can be seen to be wrong before the box is asked. */
export function problemsOf(step: Step, draft: Draft): readonly Problem[] {
	switch (step) {
		case 'you': return [...empty('/adminName', draft.adminName), ...when(!passwordPolicy.every(({isMet}) => isMet(draft.password)), '/password', 'wizard.problem.password')];
		case 'box': return [...empty('/boxName', draft.boxName), ...when(!/^[A-Za-z0-9_+/-]{1,60}$/.test(draft.timeZone), '/timeZone', 'wizard.problem.timeZone')];
		case 'reach': return draft.trunk ? trunkProblems(draft.trunk) : [];
		case 'conference': return [
			...when(!/^[0-9]{2,15}$/.test(draft.extension), '/conference/extension', 'wizard.problem.extension'),
			...when(!/^([0-9]{3,16})?$/.test(draft.pin), '/conference/pin', 'wizard.problem.pin'),
		];
	}
}

function trunkProblems({host, user, kind}: TrunkInput): Problem[] {
	const isHost = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$/.test(host);
	return [
		...when(!isHost, '/trunk/host', 'wizard.problem.host'),
		...when(kind === 'register' && user === '', '/trunk/user', 'wizard.problem.empty'),
		...when(!/^[A-Za-z0-9_.!~*'()&=+$,;?/-]{0,64}$/.test(user), '/trunk/user', 'wizard.problem.user'),
	];
}

const when = (isWrong: boolean, path: string, text: TextKey): Problem[] => isWrong ? [[path, text]] : [];
const empty = (path: string, value: string): Problem[] => when(value.trim() === '', path, 'wizard.problem.empty');

/** The step whose field a problem of the box is about. */
export function stepOf(path: string): Step {
	const [, first] = path.split('/');
	if (first === 'adminName' || first === 'password') return 'you';
	if (first === 'access' || first === 'trunk') return 'reach';
	return first === 'conference' ? 'conference' : 'box';
}

/** A trunk as a template has it; what the template leaves open is as usual. */
export function trunkOf({name, trunk}: TrunkTemplate): TrunkInput {
	return {
		name, enabled: true, kind: 'register', host: '', transport: 'udp', srtp: 'optional', user: '', authUser: '', password: '', outboundProxy: '', nameServer: '', trusted: [],
		authorities: 'system', authority: '', expiresSeconds: 300, callerNumber: '', number: '', maxCalls: null, ...trunk,
	};
}

export function inputOf({adminName, password, boxName, language, country, timeZone, access, trunk, conferenceName, extension, pin}: Draft): SetupInput {
	return {
		adminName: adminName.trim(), password, boxName: boxName.trim(), language, country, timeZone, access,
		trunk: trunk && {...trunk, name: trunk.name || trunk.host.slice(0, 60)},
		conference: {
			kind: 'static', extension, pin: pin === '' ? null : pin, leaderPin: null, description: conferenceName.trim(), organizer: null, participantLimit: null,
			record: 'on-demand', first: 'music', last: 'music', ends: 'when-empty', entryTone: 'tone', exitTone: 'tone', attentionToneSeconds: 0,
		},
	};
}
