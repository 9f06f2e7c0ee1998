type Labels = Record<string, string>;
type Sample = {name: string; labels: Labels; value: number};
type Family = {name: string; help: string; type: string; samples: Sample[]};

/** Reads Prometheus' text format 0.0.4; throws at a line that is none of it, at a sample without its family, and at a sample that comes twice. */
export function parseExposition(text: string): {families: Family[]; value: (name: string, labels?: Labels) => number | undefined} {
	const families: Family[] = [];
	const seen = new Set<string>();
	for (const line of text.split('\n').filter(line => line !== '')) {
		const family = families.at(-1);
		const [, help, helped] = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/.exec(line) ?? [];
		const [, typed, type] = /^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)$/.exec(line) ?? [];
		if (help !== undefined) families.push({name: help, help: helped ?? '', type: '', samples: []});
		else if (typed !== undefined && family?.name === typed) family.type = type ?? '';
		else if (family && !line.startsWith('#')) family.samples.push(sampleOf(line, family, seen));
		else throw new Error(`Not Prometheus' format: ${line}`);
	}
	const samples = families.flatMap(family => family.samples);
	return {families, value: (name, labels = {}) => samples.find(sample => sample.name === name && sorted(sample.labels) === sorted(labels))?.value};
}

function sampleOf(line: string, family: Family, seen: Set<string>): Sample {
	const [, name = '', inside = '', text = ''] = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? ([^ ]+)$/.exec(line) ?? [];
	const value = /^nan$/i.test(text) ? Number.NaN : text === '+Inf' ? Infinity : Number(text);
	if (text === '' || (!/^nan$/i.test(text) && Number.isNaN(value))) throw new Error(`No sample: ${line}`);
	if (!new RegExp(`^${family.name}(_bucket|_sum|_count)?$`).test(name)) throw new Error(`${name} has no family`);
	const labels = Object.fromEntries([...inside.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"(?:,|$)/g)].map(([, label = '', quoted = '']) => [label, quoted.replaceAll(/\\(.)/g, '$1')]));
	const key = `${name} ${sorted(labels)}`;
	if (seen.has(key)) throw new Error(`${key} comes twice`);
	seen.add(key);
	return {name, labels, value};
}

const sorted = (labels: Labels): string => JSON.stringify(Object.entries(labels).sort());
