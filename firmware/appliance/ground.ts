import {AuditTrail} from '../api/index.js';
import {finishRestore} from '../backup/index.js';
import type {DomainEvent} from '../contract/index.js';
import {Emitter} from '../lib/emitter.js';
import {openMedia, type Media} from '../media/index.js';
import {aloneInDataFolder, openStore, type Store} from '../store/index.js';
import {finishFactoryReset} from '../system/index.js';
import {ActiveAlarms} from './alarms.js';
import {listenAddress, openBoxSystem, type BoxSystem} from './box-system.js';
import {Configuration, seedDemo} from './configuration.js';
import type {Lifecycle} from './lifecycle.js';
import type {World} from './world.js';

/** What every other part stands on: what is kept, what is told, and the engine, which does not run yet. */
export type Ground = {
	readonly store: Store;
	readonly configuration: Configuration;
	readonly events: Emitter<DomainEvent>;
	readonly alarms: ActiveAlarms;
	readonly audit: AuditTrail;
	readonly system: BoxSystem;
	readonly media: Media;
	/** The box listens on this one. */
	readonly address: string;
};

/** Ends first what a factory reset or a restore has begun. */
export async function openGround(world: World, lifecycle: Lifecycle): Promise<Ground> {
	const {clock, log, dataDir} = world;
	if (await aloneInDataFolder(dataDir, log, () => finishFactoryReset(dataDir))) log.warn('everything was deleted, as was asked for');
	if (await aloneInDataFolder(dataDir, log, () => finishRestore(dataDir))) log.warn('a backup was put in place');
	const store = await openStore({dataDir, log, clock});
	lifecycle.started('store', () => store.close());
	if (world.demo) await seedDemo(store);
	const configuration = await Configuration.read(store);
	const events = new Emitter<DomainEvent>(error => log.error({err: error}, 'a listener of events failed'));
	const tell = (event: DomainEvent) => events.emit(event);
	const alarms = new ActiveAlarms(events);
	const audit = new AuditTrail({table: store.audit, clock, log, tell});
	lifecycle.started('audit log', () => audit.settled());
	const system = await openBoxSystem({world, store, configuration, tell});
	lifecycle.started('certificates', () => system.certificates.stop());
	return {store, configuration, events, alarms, audit, system, media: openMedia(log), address: listenAddress(world.address, configuration.settings().network)};
}
