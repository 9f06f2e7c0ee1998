import {handsetsOf, sipHandsetsOf, type Plan} from '../call/index.js';
import {
	madeName, type Conference, type ConferenceInput, type LineConfig, type LineId, type RouteId, type RouteInput, type RouteView, type Settings, type SipPhoneId, type SipPhoneInput,
	type SpanConfig, type SpanId,
} from '../contract/index.js';
import type {Store} from '../store/index.js';

type SipPhone = Pick<SipPhoneInput, 'extension' | 'name'> & {id: SipPhoneId};
type Kept = {
	settings: Settings;
	conferences: readonly Conference[];
	lines: readonly {id: LineId; config: LineConfig}[];
	spans: readonly {id: SpanId; config: SpanConfig}[];
	routes: readonly RouteView[];
	phones: readonly SipPhone[];
};

/** Settings, conferences and set-ups of lines as they are on the disk, at hand without waiting: the call path looks them up at every call. */
export class Configuration {
	readonly #conferences: Map<string, Conference>;
	readonly #lines: Map<LineId, LineConfig>;
	readonly #spans: Map<SpanId, SpanConfig>;
	readonly #routes: Map<RouteId, RouteView>;
	readonly #phones: Map<SipPhoneId, SipPhone>;
	#settings: Settings;

	private constructor({settings, conferences, lines, spans, routes, phones}: Kept) {
		this.#settings = settings;
		this.#conferences = new Map(conferences.map(conference => [conference.id, conference]));
		this.#lines = new Map(lines.map(({id, config}) => [id, config]));
		this.#spans = new Map(spans.map(({id, config}) => [id, config]));
		this.#routes = new Map(routes.map(route => [route.id, route]));
		this.#phones = new Map(phones.map(phone => [phone.id, phone]));
	}

	static async read(store: Store): Promise<Configuration> {
		const [settings, conferences, lines, spans, routes, phones] = await Promise.all([
			store.settings.read(), store.conferences.list(), store.lines.list(), store.spans.list(), store.routes.list(), store.sipPhones.list(),
		]);
		return new Configuration({settings, conferences, lines, spans, routes, phones});
	}

	readonly settings = (): Settings => this.#settings;
	readonly conferences = (): readonly Conference[] => [...this.#conferences.values()];
	readonly line = (id: LineId): LineConfig | undefined => this.#lines.get(id);
	readonly span = (id: SpanId): SpanConfig | undefined => this.#spans.get(id);
	readonly routes = (): readonly RouteView[] => [...this.#routes.values()];
	/** The box's own numbers. */
	readonly plan = (): Plan => ({
		conferences: this.conferences(),
		portal: this.#settings.entry.portal,
		handsets: handsetsOf([...this.#lines].map(([id, config]) => ({id, config}))),
		phones: sipHandsetsOf([...this.#phones.values()]),
	});

	/** A line of the box was set up once, so that it has had cards or modems. */
	get knowsLines(): boolean {
		return this.#lines.size + this.#spans.size > 0;
	}

	setSettings(settings: Settings): void {
		this.#settings = settings;
	}

	put(conference: Conference): void {
		this.#conferences.set(conference.id, conference);
	}

	remove(conference: Conference): void {
		this.#conferences.delete(conference.id);
	}

	putLine(id: LineId, config: LineConfig): void {
		this.#lines.set(id, config);
	}

	putSpan(id: SpanId, config: SpanConfig): void {
		this.#spans.set(id, config);
	}

	putPhone(phone: SipPhone): void {
		this.#phones.set(phone.id, phone);
	}

	removePhone(id: SipPhoneId): void {
		this.#phones.delete(id);
	}

	/** Undefined: it was deleted. */
	putRoute(id: RouteId, route: RouteView | undefined): void {
		if (route) this.#routes.set(id, route);
		else this.#routes.delete(id);
	}
}

const options = {
	organizer: null, participantLimit: null, record: 'on-demand', first: 'music', last: 'music', ends: 'when-empty', entryTone: 'tone', exitTone: 'tone', attentionToneSeconds: 0,
} as const;

const demoConferences: readonly ConferenceInput[] = [
	{kind: 'static', extension: '8000', description: madeName('demo-pin', {n: 1234}), pin: '1234', leaderPin: '4321', ...options},
	{kind: 'static', extension: '8001', description: madeName('demo-open'), pin: null, leaderPin: null, ...options},
	{kind: 'dynamic', extension: '8500', description: madeName('demo-own'), ...options},
];

/** Numbers outside are those of the simulated exchange, by way of the outside lines. */
const demoRoute: RouteInput = {prefix: '555', order: 100, class: 'external', strip: 0, prepend: '', pricePerMinute: 0, via: {kind: 'lines', of: 'fxo'}};

/** Conferences to try the box with, the portal at 8888, and a way to numbers outside, for this machine alone; a box that has any conference is left as it is. */
export async function seedDemo(store: Store): Promise<void> {
	if ((await store.conferences.list()).length > 0) return;
	for (const conference of demoConferences) await store.conferences.create(conference);
	if ((await store.routes.list()).length === 0) await store.routes.create(demoRoute);
	const settings = await store.settings.read();
	const {entry, network} = settings;
	await store.settings.write({...settings, entry: {...entry, portal: entry.portal ?? '8888'}, network: {...network, access: 'this-machine'}});
}
