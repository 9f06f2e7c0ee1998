import type {Conference, ConferenceInput, Settings} from './contract/index.js';
import type {Store} from './store/index.js';

/** Settings and conferences as they are on the disk, at hand without waiting: the call path looks them up at every call. */
export class Configuration {
	readonly #conferences: Map<string, Conference>;
	#settings: Settings;

	private constructor(settings: Settings, conferences: readonly Conference[]) {
		this.#settings = settings;
		this.#conferences = new Map(conferences.map(conference => [conference.id, conference]));
	}

	static async read(store: Store): Promise<Configuration> {
		const [settings, conferences] = await Promise.all([store.settings.read(), store.conferences.list()]);
		return new Configuration(settings, conferences);
	}

	readonly settings = (): Settings => this.#settings;
	readonly conferences = (): readonly Conference[] => [...this.#conferences.values()];

	setSettings(settings: Settings): void {
		this.#settings = settings;
	}

	put(conference: Conference): void {
		this.#conferences.set(conference.id, conference);
	}

	remove(conference: Conference): void {
		this.#conferences.delete(conference.id);
	}
}

const options = {
	participantLimit: null, record: 'on-demand', first: 'music', last: 'music', ends: 'when-empty', entryTone: 'tone', exitTone: 'tone', attentionToneSeconds: 0,
} as const;

const demoConferences: readonly ConferenceInput[] = [
	{kind: 'static', extension: '8000', description: 'Demo with PIN 1234', pin: '1234', leaderPin: '4321', ...options},
	{kind: 'static', extension: '8001', description: 'Demo without PIN', pin: null, leaderPin: null, ...options},
	{kind: 'dynamic', extension: '8500', description: 'Demo: choose a number and a PIN', ...options},
];

/** Conferences to try the box with, and the portal at 8888; a box that has any conference is left as it is. */
export async function seedDemo(store: Store): Promise<void> {
	if ((await store.conferences.list()).length > 0) return;
	for (const conference of demoConferences) await store.conferences.create(conference);
	const settings = await store.settings.read();
	if (settings.entry.portal === null) await store.settings.write({...settings, entry: {...settings.entry, portal: '8888'}});
}
