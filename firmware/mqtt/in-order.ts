import type {Aedes} from 'aedes';

type Emitter = {emit: (packet: object, done?: () => void) => void};

/**
 * Has a broker number packets as they go out. Aedes numbers them as they come in, and a reader who had a later number is not given an earlier
 * one: what is retained takes a moment longer to be kept, so the packet behind it would overtake it, and it would be lost.
 */
export function deliverInOrder(broker: Aedes): void {
	const emitter: unknown = Reflect.get(broker, 'mq');
	if (!isEmitter(emitter)) throw new Error('This version of aedes has no emitter of packets.');
	const emit = emitter.emit.bind(emitter);
	let count = 0;
	emitter.emit = (packet, done) => emit(Object.assign(packet, {brokerCounter: ++count}), done);
}

function isEmitter(value: unknown): value is Emitter {
	return typeof value === 'object' && value !== null && 'emit' in value && typeof value.emit === 'function';
}
