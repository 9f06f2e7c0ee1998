import {madeName, PartylineError, type RoomId} from '../contract/index.js';
import {parseCommand, type Command, type Parsed} from './commands.js';
import type {Incoming} from './link.js';
import {Once} from './once.js';
import type {Done, MqttPorts} from './ports.js';
import {perform} from './steering.js';
import {homeAssistantPrefix} from './topics.js';

export type Answer = {id: string | null; ok: boolean; code: string | null; message: string};

export type CommandDeskParts = Pick<MqttPorts, 'live' | 'settings' | 'noted' | 'log' | 'clock'> & {
	/** What all topics of the box begin with. */
	topic: string;
	/** Of the broker, for the audit log. */
	broker: string;
	/** By the name that topics have of it. */
	roomNamed: (name: string) => RoomId | undefined;
	answer: (topic: string, answer: Answer, correlation: Buffer | undefined) => void;
};

const isOff: Done = {ok: false, code: 'FORBIDDEN', message: 'Commands over MQTT are switched off in the settings of the box.'};

/** A publisher that lost its connection sends again within such a time what it was not told to have arrived (QoS 1; MQTT 3.1.1, 4.3.2). */
const sentAgainMs = 60_000;

/** Takes what programs ask over MQTT: each command is checked, carried out, noted and, once that is on the disk, answered. */
export class CommandDesk {
	readonly #parts: CommandDeskParts;
	readonly #invitations: Once<Done>;

	constructor(parts: CommandDeskParts) {
		this.#parts = parts;
		this.#invitations = new Once(parts.clock, sentAgainMs);
	}

	/** `name`: the last level of the topic. Never fails. An invitation that is sent again calls nobody twice; all else may be done again, and nothing comes of it. */
	async take(name: string, message: Incoming): Promise<void> {
		const parsed = parseCommand(name, message.payload);
		const perform = () => this.#performNoted(name, parsed);
		const invitation = invitationOf(parsed);
		const done = await (invitation === undefined ? perform() : this.#invitations.do(invitation, perform));
		const id = parsed.kind === 'command' ? parsed.command.id ?? null : parsed.id;
		this.#answer({id, ok: done.ok, code: done.ok ? null : done.code, message: done.ok ? '' : done.message}, message);
	}

	async #performNoted(name: string, parsed: Parsed): Promise<Done> {
		const done = await this.#carryOut(parsed);
		await this.#note(name, parsed, done);
		return done;
	}

	async #carryOut(parsed: Parsed): Promise<Done> {
		const {live, roomNamed, settings, log} = this.#parts;
		if (!settings().mqtt.commands) return isOff;
		if (parsed.kind === 'refused') return {ok: false, code: parsed.code, message: parsed.message};
		try {
			return await perform(parsed.command, {live, roomNamed});
		} catch (error) {
			log.error({err: error, command: parsed.command.name}, 'a command over MQTT failed');
			return error instanceof PartylineError ? {ok: false, code: error.code, message: error.message} : {ok: false, code: 'INTERNAL', message: 'Something went wrong inside the box.'};
		}
	}

	#note(name: string, parsed: Parsed, done: Done): Promise<void> {
		const {subject, detail} = parsed.kind === 'command' ? told(parsed.command) : {subject: '', detail: ''};
		const outcome = done.ok ? 'done' : done.code;
		return this.#parts.noted({kind: 'mqtt', name: madeName('mqtt'), address: this.#parts.broker, action: name.slice(0, 40), subject, detail, outcome});
	}

	#answer(answer: Answer, {responseTopic, correlation}: Incoming): void {
		if (responseTopic !== undefined && this.#mayAnswerAt(responseTopic)) this.#parts.answer(responseTopic, answer, correlation);
		else if (answer.id !== null) this.#parts.answer(`${this.#parts.topic}/answer/${answer.id}`, answer, undefined);
	}

	/** Nobody may have the box publish what only the box may, or commands. */
	#mayAnswerAt(topic: string): boolean {
		if (!/^[^$+#\u0000][^+#\u0000]{0,199}$/.test(topic) || topic.startsWith(homeAssistantPrefix)) return false;
		return !topic.startsWith(`${this.#parts.topic}/`) || topic.startsWith(`${this.#parts.topic}/answer/`);
	}
}

/** What tells an invitation from others; undefined where nothing does. */
function invitationOf(parsed: Parsed): string | undefined {
	if (parsed.kind === 'refused' || parsed.command.name !== 'room.invite' || parsed.command.id === undefined) return undefined;
	const {id, room, number} = parsed.command;
	return [id, room, number].join(' ');
}

/** For the audit log: on what, and how. */
function told(command: Command): {subject: string; detail: string} {
	const about = new Set(['name', 'id', 'room', 'participant']);
	const fields = Object.entries(command).filter(([field]) => !about.has(field));
	return {subject: 'room' in command ? command.room : command.participant, detail: fields.map(([field, value]) => `${field}: ${JSON.stringify(value)}`).join(', ')};
}
