import type {Leg, Sound} from '../call/index.js';
import type {Conference, Settings} from '../contract/index.js';
import {stepEntry, type Entry, type EntryEffect, type EntryInput, type EntryStep} from './entry.js';
import type {IvrPorts} from './ports.js';

/** One caller at the prompts, for as long as the signal lets it last. */
export type Talk = {readonly leg: Leg; readonly signal: AbortSignal; readonly ports: IvrPorts; readonly settings: Settings['entry']};

export type Question = {say: readonly Sound[]; fullLength: number | null};

/** No prompt is longer: a phone that takes no audio must not hold its call. */
const longestPromptMs = 60_000;
/** Whoever is still at it then is stalling, perhaps to keep a conference number from others. */
const longestEntryMs = 120_000;
/** Waits shorter than this are not worth a snatch of music. */
const quietMs = 300;

/** From here on the box speaks the conference's language, or its own where there is none. */
export function speakFor({leg, ports}: Talk, conference: Conference | undefined): void {
	leg.language = conference?.language ?? ports.settings().box.language;
}

/** What the caller keys in answer; a key pressed before or during the question cuts it short. Undefined when the signal aborted. */
export async function ask(talk: Talk, {say, fullLength}: Question): Promise<Entry | undefined> {
	const input = await firstInput(talk, say);
	return input && collect(talk, stepEntry({kind: 'empty'}, input, fullLength), fullLength);
}

/** Takes the rest of an entry that was judged before its end, up to '#' or silence. */
export async function letPass(talk: Talk): Promise<void> {
	await collect(talk, {state: {kind: 'passing'}, effect: {kind: 'wait', for: 'next'}}, null);
}

/** Speaks; a key cuts it short, and is kept for whoever asks next. */
export async function tell(talk: Talk, say: readonly Sound[]): Promise<void> {
	const {leg, signal} = talk;
	const heard = new AbortController();
	const pressed = new AbortController();
	const key = leg.digits.next({signal: AbortSignal.any([signal, heard.signal])}).then(next => {
		if (next.kind === 'digit') leg.digits.giveBack(next.digit);
		pressed.abort();
	});
	if (leg.digits.kept === 0) await leg.play(say, {signal: AbortSignal.any([signal, pressed.signal])});
	heard.abort();
	await key;
}

/** Plays music to the caller while something takes its time. */
export async function withMusic<Result>({leg, ports}: Talk, awaited: Promise<Result>): Promise<Result> {
	const cancel = ports.clock.after(quietMs, () => leg.setMusic(true));
	try {
		return await awaited;
	} finally {
		cancel();
		leg.setMusic(false);
	}
}

/** Resolves after so many milliseconds, or when the signal aborts. */
export async function pause({ports, signal}: Talk, ms: number): Promise<void> {
	if (signal.aborted) return;
	await new Promise<void>(resolve => {
		const finish = () => {
			cancel();
			signal.removeEventListener('abort', finish);
			resolve();
		};
		const cancel = ports.clock.after(ms, finish);
		signal.addEventListener('abort', finish, {once: true});
	});
}

/** The wait for the first digit begins when the question has been heard. */
async function firstInput({leg, signal, ports, settings}: Talk, say: readonly Sound[]): Promise<EntryInput | undefined> {
	const silence = new AbortController();
	const answered = new AbortController();
	const playing = leg.digits.kept === 0;
	const key = leg.digits.next({signal: AbortSignal.any([signal, silence.signal])});
	let cancel = ports.clock.after(longestPromptMs, () => silence.abort());
	if (playing) {
		void leg.play(say, {signal: AbortSignal.any([signal, answered.signal])}).then(() => {
			cancel();
			if (!answered.signal.aborted) cancel = ports.clock.after(settings.firstDigitSeconds * 1000, () => silence.abort());
		});
	}
	const next = await key;
	answered.abort();
	cancel();
	return signal.aborted ? undefined : next.kind === 'digit' ? {kind: 'key', key: next.digit} : {kind: 'silence'};
}

async function collect(talk: Talk, first: EntryStep, fullLength: number | null): Promise<Entry | undefined> {
	const untilMs = talk.ports.clock.monotonic() + longestEntryMs;
	let {state, effect} = first;
	while (state.kind !== 'done') {
		const input = await nextInput(talk, effect, untilMs);
		if (!input) return undefined;
		({state, effect} = stepEntry(state, input, fullLength));
	}
	return state.entry;
}

/** Counts as silence, too, when the time for the whole entry is over. */
async function nextInput({leg, signal, ports, settings}: Talk, wait: EntryEffect, untilMs: number): Promise<EntryInput | undefined> {
	const first = wait.kind === 'wait' && wait.for === 'first';
	const seconds = first ? settings.firstDigitSeconds : settings.nextDigitSeconds;
	const leftMs = untilMs - ports.clock.monotonic();
	const next = await leg.digits.next({timeoutMs: Math.max(0, Math.min(seconds * 1000, leftMs)), signal});
	switch (next.kind) {
		case 'digit': return {kind: 'key', key: next.digit};
		case 'timeout': return {kind: 'silence'};
		case 'aborted': return undefined;
	}
}
