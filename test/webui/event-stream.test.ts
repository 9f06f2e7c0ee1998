import test from 'ava';
import {createHttpApi} from '../../webui/store/index.js';
import {ManualClock} from '../support/manual-clock.js';

type Listener = (event: {data?: unknown}) => void;

/** A browser's stream that says what the test has it say. */
class Stream {
	readyState = 1;
	readonly #listeners = new Map<string, Listener>();

	addEventListener(kind: string, listener: Listener): void {
		this.#listeners.set(kind, listener);
	}

	say(kind: string, data = {}): void {
		this.#listeners.get(kind)?.({data: JSON.stringify(data)});
	}

	close(): void {
		this.readyState = 2;
	}
}

function listen() {
	const clock = new ManualClock();
	const streams: Stream[] = [];
	const heard: string[] = [];
	const api = createHttpApi({
		fetch: async () => Promise.reject(new Error('nobody asks')),
		open: () => {
			const stream = new Stream();
			streams.push(stream);
			return stream;
		},
		later: (task, delayMs) => clock.after(delayMs, task),
	});
	const stop = api.listen(message => heard.push(message.kind));
	return {clock, streams, heard, stop};
}

test('a page whose box falls silent without hanging up says that the connection is lost, and tries anew', async t => {
	const {clock, streams, heard} = listen();
	streams[0]?.say('state');
	await clock.advance(34_000);
	t.deepEqual(heard, ['state']);
	await clock.advance(1000);
	t.deepEqual(heard, ['state', 'lost']);
	t.is(streams.length, 2);
	t.is(streams[0]?.readyState, 2, 'the old one is given up');
	streams[1]?.say('state');
	t.deepEqual(heard, ['state', 'lost', 'state']);
});

test('a page whose box has nothing to tell but that it is there stays connected', async t => {
	const {clock, streams, heard} = listen();
	streams[0]?.say('state');
	for (let beats = 0; beats < 20; beats++) {
		await clock.advance(15_000);
		streams[0]?.say('heartbeat');
	}
	t.deepEqual(heard, ['state']);
	t.is(streams.length, 1);
});

test('a page that is left listens no more', async t => {
	const {clock, streams, heard, stop} = listen();
	stop();
	t.is(streams[0]?.readyState, 2);
	await clock.advance(120_000);
	t.deepEqual(heard, []);
	t.is(streams.length, 1);
});
