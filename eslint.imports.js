import {dirname, join, relative, resolve, sep} from 'node:path';

const root = import.meta.dirname;
const base = ['contract', 'prompts', 'country', 'quality', 'lib'];
const domain = ['call', 'ivr', 'room', 'outbound'];
const adapters = ['legs', 'lines', 'sip', 'board-link', 'simulator', 'media', 'store', 'api', 'recorder', 'mqtt', 'metrics', 'certificates', 'system', 'backup'];
const adapter = [...domain, ...base];
const everything = [...adapters, ...adapter];

/** Which other module a module may import; ARCHITECTURE.md, "Imports go one way". A folder that isn't listed may import nothing. */
const mayImport = {
	main: ['command-line', 'appliance', ...everything],
	'command-line': ['appliance', ...everything],
	appliance: everything,
	legs: adapter, lines: ['legs', ...adapter], sip: ['legs', ...adapter], mqtt: adapter, metrics: adapter, certificates: base, system: base, backup: ['store', ...base], 'board-link': adapter, simulator: adapter, media: [...adapter, 'addons'], store: adapter, api: adapter, recorder: adapter,
	ivr: ['call', ...base], room: ['ivr', 'call', ...base], outbound: ['call', ...base], call: base,
	prompts: ['contract', 'lib'], country: ['contract', 'lib'], quality: ['contract'], lib: ['contract'], contract: [],
	addons: [], board: [],
	'webui': ['webui/audio', 'webui/store', 'webui/pages', 'webui/form', 'webui/kit', 'webui/i18n', 'contract'],
	'webui/pages': ['webui/audio', 'webui/store', 'webui/form', 'webui/kit', 'webui/i18n', 'contract'],
	'webui/form': ['webui/store', 'webui/kit', 'webui/i18n', 'contract'],
	'webui/store': ['webui/i18n', 'contract'],
	'webui/audio': [],
	'webui/i18n': ['contract'],
	'webui/kit': ['webui/i18n'],
};
/** Packages of npm and parts of Node that a module may import; a module that isn't listed may import any. */
const mayImportPackages = {
	contract: /^@sinclair\/typebox(\/|$)/,
	call: /^$/, ivr: /^$/, room: /^$/, outbound: /^$/, country: /^$/, quality: /^$/,
	...Object.fromEntries(['audio', 'store', 'pages', 'form', 'kit', 'i18n'].map(folder => [`webui/${folder}`, /^(preact|@preact\/signals)(\/|$)/])),
};
/** Modules that are their files: they have no index, or one that brings what only a browser has. */
const withoutIndex = ['lib', 'main', 'appliance', 'webui', 'webui/pages', 'webui/form', 'webui/audio'];

/** The module that a file belongs to ('room', 'main', 'webui/store', 'addons', …) and that module's folder. */
function moduleOf(path) {
	const [top, next, ...rest] = relative(root, path).split(sep);
	if (top === 'firmware' && rest.length > 0) return {name: next, folder: join(root, top, next)};
	if (top === 'firmware') return {name: 'main'};
	if (top === 'webui' && rest.length > 0) return {name: `webui/${next}`, folder: join(root, top, next)};
	return {name: top, folder: join(root, top)};
}

/** What is wrong with an import, or undefined. */
function problem(file, specifier) {
	return specifier.startsWith('.') ? problemOfModule(file, resolve(dirname(file), specifier)) : problemOfPackage(file, specifier);
}

function problemOfPackage(file, specifier) {
	const {name} = moduleOf(file);
	const allowed = mayImportPackages[name];
	return !allowed || allowed.test(specifier) ? undefined : `"${name}" may not import the package "${specifier}".`;
}

function problemOfModule(file, target) {
	const from = moduleOf(file);
	const to = moduleOf(target);
	if (from.name === to.name) return;
	if (from.name !== 'test' && !mayImport[from.name]?.includes(to.name)) {
		return `"${from.name}" may not import "${to.name}": imports go one way, see ARCHITECTURE.md.`;
	}
	// Tests of a machine take it from the index of its own folder, so that its module need not export it.
	const isIndex = from.name === 'test' ? target.endsWith(`${sep}index.js`) : to.folder !== undefined && target === join(to.folder, 'index.js');
	if (!withoutIndex.includes(to.name) && !isIndex) return `Import the index of "${to.name}": a folder is a module.`;
}

/** ESLint rule: imports follow the picture in ARCHITECTURE.md. */
export const oneWay = {
	meta: {type: 'problem', schema: []},
	create(context) {
		const check = ({source}) => {
			const message = source?.type === 'Literal' && problem(context.filename, source.value);
			if (message) context.report({node: source, message});
		};
		return {ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check};
	},
};
