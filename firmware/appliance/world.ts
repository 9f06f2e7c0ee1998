import type {Clock} from '../lib/clock.js';
import type {Log} from '../lib/log.js';
import type {SimulatorParts} from '../simulator/index.js';
import type {BoxSystemParts} from './box-system.js';

/** The outside world of a box; production and tests differ only in this. */
export type World = {
	readonly clock: Clock;
	readonly log: Log;
	readonly dataDir: string;
	/** Address that SIP, RTP, HTTP and HTTPS listen on; undefined: as the settings say. */
	readonly address: string | undefined;
	/** 0 picks a free port. */
	readonly httpPort: number;
	/** The same, or no HTTPS; undefined: as the settings say. */
	readonly httpsPort: number | 'off' | undefined;
	/** For UDP and TCP, in place of the settings'; 0 picks free ones. */
	readonly sipPort: number | undefined;
	/** The folder of the DAHDI interface; null: where the driver puts it. */
	readonly dahdiRoot: string | null;
	/** Whether cards, telephones and an exchange are simulated, and the program that does it. */
	readonly simulator: Pick<SimulatorParts, 'program' | 'simulate'>;
	readonly demo: boolean;
	/** The built page; null when there is none. */
	readonly webuiDir: string | null;
	readonly environment: {XDG_CACHE_HOME?: string | undefined; HOME?: string | undefined};
	readonly version: string;
	/** What was logged last. */
	readonly logLines: BoxSystemParts['world']['logLines'];
	readonly restart: BoxSystemParts['world']['restart'];
};
