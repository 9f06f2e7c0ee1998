import {Type, type Static, type TObject} from '@sinclair/typebox';
import {conflict, dialPlan} from '../../call/index.js';
import {hideSecrets, restoreSecrets, settings as schema, settingsForRestart, settingsProblems, type Settings} from '../../contract/index.js';
import type {ApiPorts} from '../ports.js';
import {json, refused, route, type Answer, type Route} from '../route.js';
import type {Turns} from '../turns.js';
import {readPlan} from './plan.js';

const part = <T extends TObject>(group: T) => Type.Partial(group, {additionalProperties: false});
const {box, network, sip, security, calling, mqtt, metrics, lines, entry, keypad, recording, history} = schema.properties;
const settingsChange = Type.Partial(Type.Object({
	box: part(box), network: part(network), sip: part(sip), security: part(security), calling: part(calling), mqtt: part(mqtt), metrics: part(metrics),
	lines: part(lines), entry: part(entry), keypad: part(keypad), recording: part(recording), history: part(history),
} satisfies Record<keyof Settings, TObject>), {additionalProperties: false});
type SettingsChange = Static<typeof settingsChange>;

export function settingsRoutes({store, changes, inTurn}: Pick<ApiPorts, 'store' | 'changes'> & {inTurn: Turns}): Route[] {
	return [
		route({
			method: 'get', path: '/settings', tag: 'Settings', summary: 'All settings; dots stand for secrets that are set', role: 'admin',
			response: schema,
			run: async () => json(hideSecrets(schema, await store.settings.read())),
		}),
		route({
			method: 'patch', path: '/settings', tag: 'Settings', summary: 'Change settings; what is absent stays as it is, and so do secrets sent back as dots', role: 'admin',
			body: settingsChange,
			response: Type.Object({settings: schema, needsRestart: Type.Array(Type.String(), {description: 'paths of the changes that take effect after a restart'})}),
			run: ({body}) => inTurn(async () => {
				const old = await store.settings.read();
				const settings = merge(old, restoreSecrets(schema, body, old));
				const refusal = await refusalOf(settings);
				if (refusal) return refusal;
				await store.settings.write(settings);
				changes.settingsChanged(settings);
				return json({settings: hideSecrets(schema, settings), needsRestart: settingsForRestart(old, settings)});
			}),
		}),
		route({
			method: 'get', path: '/settings/schema', tag: 'Settings', summary: 'JSON Schema of the settings, for forms', role: 'admin',
			response: Type.Unknown(),
			run: async () => json(schema),
		}),
	];

	async function refusalOf(settings: Settings): Promise<Answer | undefined> {
		const problems = settingsProblems(settings);
		if (problems.length > 0) return refused('INVALID_INPUT', 'These settings are not valid.', problems);
		const {portal} = settings.entry;
		if (portal === null) return undefined;
		const why = conflict(dialPlan(await readPlan(store)), portal, 'portal');
		return why && refused('CONFLICT', why, [{path: '/entry/portal', ...why}]);
	}
}

function merge(old: Settings, change: SettingsChange): Settings {
	return {
		box: {...old.box, ...change.box},
		network: {...old.network, ...change.network},
		sip: {...old.sip, ...change.sip},
		security: {...old.security, ...change.security},
		calling: {...old.calling, ...change.calling},
		mqtt: {...old.mqtt, ...change.mqtt},
		metrics: {...old.metrics, ...change.metrics},
		lines: {...old.lines, ...change.lines},
		entry: {...old.entry, ...change.entry},
		keypad: {...old.keypad, ...change.keypad},
		recording: {...old.recording, ...change.recording},
		history: {...old.history, ...change.history},
	};
}
