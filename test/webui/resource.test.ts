import test from 'ava';
import {createResource, type Failure, type Outcome, type StreamMessage} from '../../webui/store/index.js';
import {at, conferenceId, state} from './builders.js';

/** A box that answers when the test says so. */
class SlowBox {
	readonly asked: string[] = [];
	readonly #waiting: ((outcome: Outcome<unknown>) => void)[] = [];
	readonly #listeners = new Set<(message: StreamMessage) => void>();

	readonly request = {
		get: async <T>(path: string): Promise<Outcome<T>> => {
			this.asked.push(path);
			return await new Promise<Outcome<unknown>>(resolve => this.#waiting.push(resolve)) as Outcome<T>;
		},
	};

	readonly subscribe = (listener: (message: StreamMessage) => void): (() => void) => {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	};

	tell(message: StreamMessage): void {
		for (const listener of this.#listeners) listener(message);
	}

	async answer(outcome: Outcome<unknown>): Promise<void> {
		this.#waiting.shift()?.(outcome);
		await new Promise(setImmediate);
	}
}

const failure: Failure = {code: 'UNREACHABLE', message: ''};
const changed: StreamMessage = {kind: 'conference.changed', at, conference: conferenceId('c')};
const started = () => {
	const box = new SlowBox();
	const resource = createResource<string>(box, {path: '/conferences', reloadOn: ['conference.changed']});
	return {box, resource, stop: resource.start()};
};

test('a page is loading until the box has answered', async t => {
	const {box, resource} = started();
	t.deepEqual(resource.state.value, {kind: 'loading'});
	await box.answer({ok: true, value: 'first'});
	t.deepEqual(resource.state.value, {kind: 'ready', value: 'first', stale: null});
	t.deepEqual(box.asked, ['/conferences']);
});

test('a page whose first answer fails says so, and is loaded when the connection is back', async t => {
	const {box, resource} = started();
	await box.answer({ok: false, failure});
	t.deepEqual(resource.state.value, {kind: 'failed', failure});
	box.tell({kind: 'lost'});
	t.is(box.asked.length, 1);
	box.tell(state());
	await box.answer({ok: true, value: 'again'});
	t.like(resource.state.value, {kind: 'ready', value: 'again'});
});

test('an event that tells of a change loads the page again, any other does not', async t => {
	const {box, resource} = started();
	await box.answer({ok: true, value: 'old'});
	box.tell({kind: 'settings.changed', at});
	t.is(box.asked.length, 1);
	box.tell(changed);
	t.like(resource.state.value, {value: 'old'}, 'what is shown stays meanwhile');
	await box.answer({ok: true, value: 'new'});
	t.like(resource.state.value, {value: 'new'});
});

test('changes during a request are asked for once more, and no more than once', async t => {
	const {box, resource} = started();
	box.tell(changed);
	box.tell(changed);
	await box.answer({ok: true, value: 'before the change'});
	await box.answer({ok: true, value: 'after it'});
	t.like(resource.state.value, {value: 'after it'});
	t.is(box.asked.length, 2);
});

test('what was shown stays when a later answer fails, and is said to be old', async t => {
	const {box, resource} = started();
	await box.answer({ok: true, value: 'kept'});
	box.tell(changed);
	await box.answer({ok: false, failure});
	t.deepEqual(resource.state.value, {kind: 'ready', value: 'kept', stale: failure});
});

test('a page that was left asks for nothing more', async t => {
	const {box, stop} = started();
	await box.answer({ok: true, value: 'x'});
	stop();
	box.tell(changed);
	t.is(box.asked.length, 1);
});
