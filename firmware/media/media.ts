import type {EngineOptions, EngineStats, LegStats, NativeEngine, NativeEvent, SeatFigures} from '../../addons/index.js';
import type {Sound} from '../call/index.js';
import type {Language, LegId, RoomId} from '../contract/index.js';
import {Emitter} from '../lib/emitter.js';
import {newId} from '../lib/ids.js';
import type {Log} from '../lib/log.js';
import {IdMap} from './id-map.js';
import {LineMedia} from './lines.js';
import type {MediaEvent} from './media-event.js';
import {translatingErrors} from './native-error.js';
import {PriMedia, type PriEvent} from './pri.js';
import {isSip, SipMedia} from './sip.js';
import {playItems} from './tones.js';

type RecordingEnd = {reason: 'stopped' | 'disk-full' | 'io-error'; bytes: number; durationMs: number; detail: string};
export type RecordingWatcher = {started(): void; ended(end: RecordingEnd): void};
type LineOrPriEvent = Parameters<LineMedia['take']>[0] | PriEvent;
type PlayEnd = 'finished' | 'stopped';

/**
 * The native engine in the box's own words: ids instead of numbers, sounds instead of files and frequencies, promises for what ends.
 * The only reader of native events.
 */
export class Media {
	readonly #engine: NativeEngine;
	readonly #events: Emitter<MediaEvent>;
	readonly #legs = new IdMap<LegId>();
	readonly #rooms = new IdMap<RoomId>();
	readonly #plays = new Map<number, (end: PlayEnd) => void>();
	readonly #playing = new Map<LegId, number>();
	readonly #recordings = new Map<number, RecordingWatcher>();
	readonly lines: LineMedia;
	readonly pri: PriMedia;
	readonly sip: SipMedia;
	#busy: readonly Sound[] = [];
	#lastNumber = 0;

	constructor(engine: NativeEngine, log: Log) {
		this.#engine = engine;
		const legs = {
			next: () => this.#next(),
			add: (number: number, id?: LegId) => this.#addLeg(number, id),
			remove: (leg: LegId) => this.#removeLeg(leg),
			rename: (from: LegId, to: LegId) => this.#renameLeg(from, to),
		};
		this.lines = new LineMedia(engine, legs);
		this.pri = new PriMedia(engine);
		const report = (error: unknown) => log.error({err: error}, 'a listener of media events failed');
		this.sip = new SipMedia(engine, legs, report);
		this.#events = new Emitter(report);
	}

	/** One period of the busy tone of the box's country; silent before. */
	setBusyTone(sounds: readonly Sound[]): void {
		this.#busy = sounds;
	}

	/** Binds ports and loads prompts. Throws PORT_IN_USE, BAD_ADDRESS, BAD_CERTIFICATE, BAD_PROMPT or SIP_FAILED; nothing is bound then. */
	start(options: EngineOptions): void {
		translatingErrors(() => this.#engine.start(options, events => {
			for (const event of events) this.#take(event);
		}));
	}

	async stop(deadlineMs: number): Promise<void> {
		return this.#engine.stop(deadlineMs);
	}

	/** The result undoes the subscription. */
	subscribe(listener: (event: MediaEvent) => void): () => void {
		return this.#events.subscribe(listener);
	}

	ports(): {udp: number | null; tcp: number | null; tls: number | null} {
		return this.#engine.ports();
	}

	stats(): EngineStats {
		return this.#engine.stats();
	}

	legStats(leg: LegId): LegStats | undefined {
		return this.#with(leg, number => this.#engine.legStats(number));
	}

	/** The peaks of a recording's file, ten for each second, 0 to 255. */
	async readPeaks(path: string): Promise<Uint8Array> {
		return this.#engine.readPeaks(path);
	}

	seatFigures(leg: LegId): SeatFigures | undefined {
		return this.#with(leg, number => this.#engine.seatFigures(number));
	}

	answer(leg: LegId): void {
		this.#with(leg, number => this.#engine.answer(number));
	}

	/** Before the answer `status` is the final response; after it the cause in BYE's Reason header (RFC 3326), none when it is 200. */
	hangUp(leg: LegId, status: number, reason: string): void {
		this.#with(leg, number => this.#engine.hangUp(number, status, reason));
	}

	/** Private audio; resolves when it was heard or was stopped. Aborting stops it. */
	async play(leg: LegId, sounds: readonly Sound[], {language, repeat = false, signal}: {language: Language; repeat?: boolean; signal: AbortSignal}): Promise<PlayEnd> {
		const number = this.#legs.number(leg);
		if (number === undefined || signal.aborted) return 'stopped';
		const play = this.#next();
		return new Promise(resolve => {
			const onAbort = () => {
				if (this.#playing.get(leg) === play) this.#engine.stopPlay(number);
				finish('stopped');
			};
			const finish = (end: PlayEnd) => {
				signal.removeEventListener('abort', onAbort);
				this.#plays.delete(play);
				if (this.#playing.get(leg) === play) this.#playing.delete(leg);
				resolve(end);
			};
			this.#plays.set(play, finish);
			this.#playing.set(leg, play);
			signal.addEventListener('abort', onAbort, {once: true});
			if (!this.#engine.play(number, play, playItems(sounds, {language, busy: this.#busy}), repeat)) finish('stopped');
		});
	}

	stopPlaying(leg: LegId): void {
		this.#with(leg, number => this.#engine.stopPlay(number));
	}

	setMusic(leg: LegId, on: boolean): void {
		this.#with(leg, number => this.#engine.setMusic(number, on));
	}

	open(room: RoomId): void {
		const number = this.#next();
		this.#rooms.set(room, number);
		this.#engine.openRoom(number);
	}

	close(room: RoomId): void {
		const number = this.#rooms.number(room);
		if (number === undefined) return;
		this.#rooms.delete(room);
		this.#engine.closeRoom(number);
	}

	enter(leg: LegId, room: RoomId): void {
		const roomNumber = this.#rooms.number(room);
		if (roomNumber !== undefined) this.#with(leg, number => this.#engine.enter(number, roomNumber));
	}

	leave(leg: LegId): void {
		this.#with(leg, number => this.#engine.leave(number));
	}

	setMuted(leg: LegId, muted: boolean): void {
		this.#with(leg, number => this.#engine.setMuted(number, muted));
	}

	setGain(leg: LegId, inDb: number, outDb: number): void {
		this.#with(leg, number => this.#engine.setGain(number, inDb, outDb));
	}

	playAll(room: RoomId, sounds: readonly Sound[], language: Language): void {
		const number = this.#rooms.number(room);
		if (number !== undefined) this.#engine.playRoom(number, this.#next(), playItems(sounds, {language, busy: this.#busy}));
	}

	/** The result stops it. The watcher hears of it later, never during the call. */
	record(room: RoomId, {path, bitrate, watcher}: {path: string; bitrate: number; watcher: RecordingWatcher}): () => void {
		const roomNumber = this.#rooms.number(room);
		if (roomNumber === undefined) {
			queueMicrotask(() => watcher.ended({reason: 'stopped', bytes: 0, durationMs: 0, detail: ''}));
			return () => undefined;
		}
		const recording = this.#next();
		this.#recordings.set(recording, watcher);
		this.#engine.startRecording(recording, roomNumber, path, bitrate);
		return () => this.#engine.stopRecording(recording);
	}

	#next(): number {
		this.#lastNumber += 1;
		return this.#lastNumber;
	}

	#with<T>(leg: LegId, act: (number: number) => T): T | undefined {
		const number = this.#legs.number(leg);
		return number === undefined ? undefined : act(number);
	}

	#take(event: NativeEvent): void {
		switch (event.kind) {
			case 'leg.incoming': return this.#incoming(event);
			case 'leg.alerting': return this.#forLeg(event.leg, leg => ({kind: 'alerting', leg}));
			case 'leg.answered': return this.#forLeg(event.leg, leg => ({kind: 'answered', leg}));
			case 'leg.media': return this.#forLeg(event.leg, leg => ({kind: 'media', leg, codec: event.codec, encrypted: event.encrypted}));
			case 'leg.held': return this.#forLeg(event.leg, leg => ({kind: 'held', leg, held: event.held}));
			case 'leg.digit': return this.#forLeg(event.leg, leg => ({kind: 'digit', leg, digit: event.digit, source: event.source}));
			case 'leg.silent': return this.#forLeg(event.leg, leg => ({kind: 'silent', leg, ms: event.ms}));
			case 'leg.ended': return this.#ended(event);
			case 'play.ended': return this.#plays.get(event.play)?.(event.reason);
			case 'seat.talking': return this.#forLeg(event.leg, leg => ({kind: 'talking', leg, talking: event.talking}));
			case 'levels': return this.#levels(event);
			case 'recording.started': return this.#recordings.get(event.recording)?.started();
			case 'recording.ended': return this.#recordingEnded(event);
			case 'sip.flood': return this.#events.emit({kind: 'flood', address: event.address, dropped: event.dropped});
			case 'overflow': return this.#events.emit({kind: 'overflow', dropped: event.dropped});
			default: return isSip(event) ? this.sip.take(event) : this.#takeOfLine(event);
		}
	}

	#takeOfLine(event: LineOrPriEvent): void {
		if (isPri(event)) this.pri.take(event);
		else this.lines.take(event);
	}

	#incoming(event: Extract<NativeEvent, {kind: 'leg.incoming'}>): void {
		const leg = this.#addLeg(event.leg);
		const {number, name, dialled, address, transport, sipCallId} = event;
		this.#events.emit({kind: 'incoming', leg, number, name, dialled, address, transport, sipCallId, ...this.sip.party(event)});
	}

	#ended(event: Extract<NativeEvent, {kind: 'leg.ended'}>): void {
		this.#forLeg(event.leg, leg => ({kind: 'ended', leg, by: event.by, status: event.status, reason: event.reason}));
		const leg = this.#legs.id(event.leg);
		if (leg !== undefined) this.#removeLeg(leg);
	}

	#addLeg(number: number, leg = newId<LegId>()): LegId {
		this.#legs.set(leg, number);
		return leg;
	}

	#renameLeg(from: LegId, to: LegId): void {
		const number = this.#legs.number(from);
		if (number === undefined) return;
		this.#legs.delete(from);
		this.#legs.set(to, number);
	}

	#removeLeg(leg: LegId): void {
		const play = this.#playing.get(leg);
		if (play !== undefined) this.#plays.get(play)?.('stopped');
		this.#legs.delete(leg);
	}

	#levels(event: Extract<NativeEvent, {kind: 'levels'}>): void {
		const seats = event.seats.flatMap(({leg: number, inDbov}) => {
			const leg = this.#legs.id(number);
			return leg === undefined ? [] : [[leg, inDbov] as const];
		});
		this.#events.emit({kind: 'levels', seats});
	}

	#recordingEnded(event: Extract<NativeEvent, {kind: 'recording.ended'}>): void {
		const watcher = this.#recordings.get(event.recording);
		this.#recordings.delete(event.recording);
		watcher?.ended(event);
	}

	#forLeg(number: number, event: (leg: LegId) => MediaEvent): void {
		const leg = this.#legs.id(number);
		if (leg !== undefined) this.#events.emit(event(leg));
	}
}

function isPri(event: LineOrPriEvent): event is PriEvent {
	return event.kind.startsWith('pri.');
}
