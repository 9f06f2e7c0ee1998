import type {CallOutcome, CallQuality, Conference, ConferenceId, DomainEvent, FormerParticipant, Language, LegId, Role, RoomId, RoomView, Settings} from '../contract/index.js';
import type {Destination, Leg} from '../call/index.js';
import type {Clock} from '../lib/clock.js';
import {callerKeyOf, Departures} from './departures.js';
import {lectureSpeech, mutedSpeech} from './menu.js';
import type {RoomAudio, RoomRecorder, RunningRecording} from './ports.js';
import {Speech} from './speech.js';
import {emptyRoom, findMember, type Effect, type Input, type RoomState, type Timer} from './state.js';
import {step} from './step.js';
import {participantOf, roomSummary, roomView, type RoomFacts} from './views.js';

export type RoomPorts = {
	readonly audio: RoomAudio;
	readonly recorder: RoomRecorder;
	readonly clock: Clock;
	readonly settings: () => Settings;
	readonly tell: (event: DomainEvent) => void;
	/** The conference is over: nobody is to be called into it any more. */
	readonly stopCalling: (conference: ConferenceId, number: string | null) => void;
};

export type Entry =
	| {kind: 'refused'; reason: 'locked' | 'full' | 'closed'}
	/** `dismissed` resolves when the room lets the leg go, never when the leg leaves by itself. */
	| {kind: 'entered'; dismissed: Promise<Destination>};

type Seat = {leg: Leg; callerKey: string | undefined; speech: Speech; quality: CallQuality | null; dismiss: (destination: Destination) => void; unsubscribe: () => void};

/** A live conference: owns the machine's state and performs its effects, in order, one input at a time. */
export class Room {
	readonly facts: Omit<RoomFacts, 'left'>;
	readonly #ports: RoomPorts;
	readonly #onClose: () => void;
	readonly #seats = new Map<LegId, Seat>();
	/** Of those who stand at the door, and of those whose seat is gone but who are still to be told where to go. */
	readonly #refusals = new Map<LegId, (reason: 'locked' | 'full' | 'closed') => void>();
	readonly #leaving = new Map<LegId, (destination: Destination) => void>();
	readonly #timers = new Map<string, () => void>();
	readonly #departures = new Departures();
	readonly #inputs: Input[] = [];
	#stepping = false;
	#state: RoomState;
	#recording: RunningRecording | undefined;

	constructor(ports: RoomPorts, {id, conference, number, onClose}: {id: RoomId; conference: Conference; number: string | null; onClose: () => void}) {
		this.#ports = ports;
		this.#onClose = onClose;
		this.#state = emptyRoom(conference);
		this.facts = {id, number, since: ports.clock.now().toISOString(), recording: null};
		ports.audio.open(id);
		this.#tell({kind: 'room.opened', room: this.view()});
	}

	get state(): RoomState {
		return this.#state;
	}

	view(): RoomView {
		return roomView(this.#facts(), this.#state, leg => this.#seats.get(leg));
	}

	/** Who left and can be called again, by what was his leg. */
	former(leg: LegId): FormerParticipant | undefined {
		return this.#departures.find(leg);
	}

	/** Newest figures of a participant, for whoever looks at the room. */
	setQuality(leg: LegId, quality: CallQuality): void {
		const seat = this.#seats.get(leg);
		if (seat) seat.quality = quality;
	}

	/** Takes a leg in, or says why not. */
	enter(leg: Leg, {role, invited = false}: {role: Role; invited?: boolean}): Entry {
		const door: {refused?: 'locked' | 'full' | 'closed'} = {};
		// Whoever is called again is who he was, whatever way he called by himself.
		const callerKey = (invited ? this.#departures.callerKey(leg.caller.number) : undefined) ?? callerKeyOf(leg.caller);
		const dismissed = new Promise<Destination>(resolve => {
			this.#seats.set(leg.id, {leg, callerKey, speech: new Speech(leg), quality: null, dismiss: resolve, unsubscribe: this.#follow(leg)});
		});
		this.#refusals.set(leg.id, reason => {
			door.refused = reason;
		});
		this.input({kind: 'enter', leg: leg.id, callerKey, role, invited, at: this.#ports.clock.now().toISOString(), held: leg.held});
		this.#refusals.delete(leg.id);
		return door.refused ? {kind: 'refused', reason: door.refused} : {kind: 'entered', dismissed};
	}

	/** Says something to one participant alone, after what is being said to him. */
	sayTo(leg: LegId): Speech | undefined {
		return this.#seats.get(leg)?.speech;
	}

	/** Effects may cause inputs; they wait their turn. */
	input(input: Input): void {
		this.#inputs.push(input);
		if (this.#stepping) return;
		this.#stepping = true;
		try {
			for (let next = this.#inputs.shift(); next; next = this.#inputs.shift()) {
				const {state, effects} = step(this.#state, next);
				this.#state = state;
				for (const effect of effects) this.#perform(effect);
			}
		} finally {
			this.#stepping = false;
		}
	}

	#perform(effect: Effect): void {
		const {audio} = this.#ports;
		switch (effect.kind) {
			case 'refuse': return this.#refuse(effect.leg, effect.reason);
			case 'seat': return this.#seat(effect);
			case 'mute': return audio.setMuted(effect.leg, effect.muted);
			case 'gain': return audio.setGain(effect.leg, effect.inDb, effect.outDb);
			case 'music': return this.#seats.get(effect.leg)?.leg.setMusic(effect.on);
			case 'say': return this.sayTo(effect.leg)?.say(effect.sounds);
			case 'say-muted': return this.sayTo(effect.leg)?.say(mutedSpeech(this.#ports.settings().keypad, effect.first));
			case 'say-lecture': return this.sayTo(effect.leg)?.say(lectureSpeech(this.#ports.settings().keypad, effect.first));
			case 'say-all': return this.#sayAll(effect);
			case 'dismiss': return this.#dismiss(effect);
			case 'unseat': return this.#unseat(effect.leg, effect.outcome);
			case 'start-recording': return this.#startRecording();
			case 'stop-recording': return this.#recording?.stop();
			case 'arm': return this.#arm(effect.timer, effect.ms);
			case 'tell-joined': return this.#tellJoined(effect.leg);
			case 'tell-changed': return this.#tellParticipant('participant.changed', effect.leg);
			case 'tell-room': return this.#tellRoom();
			case 'close': return this.#close(effect.ended);
			default: return unreachable(effect);
		}
	}

	#refuse(leg: LegId, reason: 'locked' | 'full' | 'closed'): void {
		this.#seats.get(leg)?.unsubscribe();
		this.#seats.delete(leg);
		this.#refusals.get(leg)?.(reason);
	}

	#seat({leg, muted, gainInDb, gainOutDb}: Extract<Effect, {kind: 'seat'}>): void {
		const {audio} = this.#ports;
		audio.setMuted(leg, muted);
		audio.setGain(leg, gainInDb, gainOutDb);
		audio.enter(leg, this.facts.id);
	}

	/** One who is alone may be listening to music instead of the room: he is spoken to directly. */
	#sayAll({sounds}: Extract<Effect, {kind: 'say-all'}>): void {
		const [only, second] = this.#state.members;
		if (only && !second) this.sayTo(only.leg)?.say(sounds);
		else this.#ports.audio.playAll(this.facts.id, sounds, this.#language());
	}

	/** The seat is gone by then; who is told must still be found. */
	#dismiss({leg, outcome, say}: Extract<Effect, {kind: 'dismiss'}>): void {
		this.#leaving.get(leg)?.({kind: 'hangup', outcome, say});
		this.#leaving.delete(leg);
	}

	#unseat(leg: LegId, outcome: CallOutcome): void {
		const seat = this.#seats.get(leg);
		if (!seat) return;
		seat.unsubscribe();
		seat.speech.interrupt();
		seat.leg.setMusic(false);
		this.#seats.delete(leg);
		if (!seat.leg.ended.aborted) this.#leaving.set(leg, seat.dismiss);
		this.#ports.audio.leave(leg);
		this.#tell({kind: 'participant.left', room: this.facts.id, participant: leg, outcome});
		if (this.#departures.add(seat.leg, {callerKey: seat.callerKey, leftAt: this.#ports.clock.now().toISOString()}) && !this.#state.closed) this.#tellRoom();
	}

	#startRecording(): void {
		this.#recording = this.#ports.recorder.start({
			room: this.facts.id,
			conference: this.#state.conference,
			number: this.facts.number,
			started: recording => {
				this.facts.recording = recording;
				this.input({kind: 'recording-started'});
			},
			refused: why => this.input({kind: 'recording-refused', why}),
			ended: why => {
				this.facts.recording = null;
				this.input({kind: 'recording-ended', why});
			},
		});
	}

	#follow(leg: Leg): () => void {
		return leg.subscribe(event => {
			if (event.kind === 'held') this.input({kind: 'held', leg: leg.id, held: event.held});
			else if (event.kind === 'talking') this.input({kind: 'talking', leg: leg.id, talking: event.talking});
			else if (event.kind === 'media') this.input({kind: 'media', leg: leg.id});
		});
	}

	#arm(timer: Timer, ms: number): void {
		const key = 'leg' in timer ? `${timer.name} ${timer.leg}` : timer.name;
		this.#timers.get(key)?.();
		this.#timers.set(key, this.#ports.clock.after(ms, () => {
			this.#timers.delete(key);
			this.input({kind: 'timer', timer});
		}));
	}

	#tellJoined(leg: LegId): void {
		this.#tellParticipant('participant.joined', leg);
		const number = this.#seats.get(leg)?.leg.caller.number;
		if (number !== undefined && this.#departures.remove(number)) this.#tellRoom();
	}

	#tellParticipant(kind: 'participant.joined' | 'participant.changed', leg: LegId): void {
		const member = findMember(this.#state, leg);
		const seat = this.#seats.get(leg);
		if (member && seat) this.#tell({kind, room: this.facts.id, participant: participantOf(member, seat)});
	}

	#tellRoom(): void {
		this.#tell({kind: 'room.changed', room: roomSummary(this.#facts(), this.#state)});
	}

	#facts(): RoomFacts {
		return {...this.facts, left: this.#departures.list};
	}

	#close(ended: boolean): void {
		for (const cancel of this.#timers.values()) cancel();
		this.#timers.clear();
		this.#ports.audio.close(this.facts.id);
		this.#onClose();
		// A number that its callers chose is gone with the room.
		if (ended || this.facts.number !== null) this.#ports.stopCalling(this.#state.conference.id, this.facts.number);
		this.#tell({kind: 'room.closed', room: this.facts.id, conference: this.#state.conference.id});
	}

	#language(): Language {
		return this.#state.conference.language ?? this.#ports.settings().box.language;
	}

	#tell(event: DomainEvent extends infer E ? E extends DomainEvent ? Omit<E, 'at'> : never : never): void {
		this.#ports.tell({...event, at: this.#ports.clock.now().toISOString()});
	}
}

function unreachable(effect: never): never {
	throw new Error(`No such effect: ${JSON.stringify(effect)}`);
}
