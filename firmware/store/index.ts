export {openStore, type Store, type StoreOptions} from './store.js';
export type {ConferenceTable} from './conferences.js';
export type {CallFilter, CallTable} from './calls.js';
export type {LineTable, SpanTable} from './lines.js';
export type {RecordingTable} from './recordings.js';
export type {RouteTable} from './routes.js';
export type {UserRefusal} from './users.js';
export type {Page, PageRequest} from './page.js';
