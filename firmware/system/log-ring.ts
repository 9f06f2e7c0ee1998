import type {LogLine} from '../contract/index.js';

export type LogFilter = {
	/** The least. */
	level: LogLine['level'];
	limit: number;
};

const mostLines = 2000;
const mostDetail = 400;
/** Of pino. */
const levelNumbers = {info: 30, warn: 40, error: 50} as const;
/** The same in every line, or said elsewhere. */
const notDetail = ['level', 'time', 'pid', 'hostname', 'msg', 'err'];

/** Where a log writes its lines of JSON besides; the newest are kept. Secrets were blanked before. */
export class LogRing {
	readonly #lines: string[] = [];
	/** Where the oldest is, once it is full. */
	#oldest = 0;

	write(line: string): void {
		if (this.#lines.length < mostLines) {
			this.#lines.push(line);
			return;
		}
		this.#lines[this.#oldest] = line;
		this.#oldest = (this.#oldest + 1) % mostLines;
	}

	/** Newest first. */
	newest({level, limit}: LogFilter): LogLine[] {
		const found: LogLine[] = [];
		for (let n = 1; n <= this.#lines.length && found.length < limit; n++) {
			const line = this.#lines[(this.#oldest + this.#lines.length - n) % this.#lines.length];
			const entry = entryOf(JSON.parse(line ?? '{}') as Entry);
			if (levelNumbers[entry.level] >= levelNumbers[level]) found.push(entry);
		}
		return found;
	}
}

type Entry = {level?: number; time?: string; msg?: string; err?: {message?: string; code?: string}; [field: string]: unknown};

function entryOf(entry: Entry): LogLine {
	const {level = levelNumbers.info, time = '', msg = '', err} = entry;
	const fields = Object.entries(entry).filter(([name]) => !notDetail.includes(name)).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
	const error = err === undefined ? [] : [[err.message, err.code === undefined ? '' : `(${err.code})`].filter(Boolean).join(' ')];
	return {at: time, level: levelOf(level), message: msg, detail: [...error, ...fields].join(' · ').slice(0, mostDetail)};
}

function levelOf(level: number): LogLine['level'] {
	if (level >= levelNumbers.error) return 'error';
	return level >= levelNumbers.warn ? 'warn' : 'info';
}
