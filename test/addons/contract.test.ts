import {Ajv} from 'ajv';
import test from 'ava';
import {loadEngine, nativeEvents, type NativeEvent, type NativeEventKind} from '../../addons/index.js';
import {localOptions} from './options.js';

const kinds = Object.keys(nativeEvents) as NativeEventKind[];
const engine = loadEngine();
const samples = await new Promise<NativeEvent[]>(resolve => {
	const taken: NativeEvent[] = [];
	engine.start(localOptions(), events => {
		taken.push(...events);
		if (taken.some(event => event.kind === 'levels') && taken.length >= kinds.length) resolve(taken);
	});
	engine.emitSamples();
});
test.after.always(() => engine.stop(1000));

test('native code tells every kind of event that JavaScript knows, and no other', t => {
	t.deepEqual([...new Set(samples.map(event => event.kind))].sort(), [...kinds].sort());
});

test('every event is told in the shape that JavaScript expects', t => {
	const ajv = new Ajv({strict: false});
	for (const event of samples) {
		const validate = ajv.compile(nativeEvents[event.kind]);
		t.true(validate(event), `${event.kind}: ${ajv.errorsText(validate.errors)}`);
	}
});

test('the caller of a sample event keeps his accents and quotes', t => {
	const incoming = samples.find(event => event.kind === 'leg.incoming');
	t.is(incoming?.name, 'Zoë "Z" Example');
});

test('an engine that runs tells its ports and figures', t => {
	const {udp, tcp, tls} = engine.ports();
	t.true(udp !== null && udp > 0);
	t.true(tcp !== null && tcp > 0);
	t.is(tls, null);
	const {legs, shards, eventsDropped} = engine.stats();
	t.deepEqual({legs, shards: shards.length, eventsDropped}, {legs: 0, shards: 1, eventsDropped: 0});
});
