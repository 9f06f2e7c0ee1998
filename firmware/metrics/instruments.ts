import {Counter, Gauge, type Registry} from 'prom-client';

type Labels = Record<string, string>;
type Sample = {labels?: Labels; value: number};
type Described = {name: string; help: string; labelNames?: readonly string[]};

/** A gauge, or a counter that something else keeps, whose samples are taken at each look. A name of a counter ends in `_total`. */
export function measured(registry: Registry, described: Described, samples: () => readonly Sample[] | Promise<readonly Sample[]>): void {
	const options = {...described, labelNames: [...described.labelNames ?? []], registers: [registry]};
	if (described.name.endsWith('_total')) {
		new Counter({...options, async collect() {
			const taken = await samples();
			this.reset();
			for (const {labels = {}, value} of taken) this.inc(labels, value);
		}});
		return;
	}
	new Gauge({...options, async collect() {
		const taken = await samples();
		this.reset();
		for (const {labels = {}, value} of taken) this.set(labels, value);
	}});
}

/** How many there are of each kind, every one of `always` among them, so that none vanishes at zero. */
export function counts<T>(things: readonly T[], labelsOf: (thing: T) => Labels, always: readonly Labels[] = []): Sample[] {
	const found = new Map<string, {labels: Labels; value: number}>(always.map(labels => [JSON.stringify(labels), {labels, value: 0}]));
	for (const thing of things) {
		const labels = labelsOf(thing);
		const key = JSON.stringify(labels);
		found.set(key, {labels, value: (found.get(key)?.value ?? 0) + 1});
	}
	return [...found.values()];
}

export const one = (value: number): Sample[] => [{value}];
export const yesOrNo = (is: boolean): Sample[] => [{value: is ? 1 : 0}];
