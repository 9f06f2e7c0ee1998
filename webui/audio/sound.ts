import {signal, type ReadonlySignal} from '@preact/signals';
import {openMicrophone, type Microphone} from './microphone.js';

/** Why a telephone is not heard any more, or one can't speak into it. */
export type SoundFailure = 'in-use' | 'lost' | 'no-sound' | 'no-microphone';
export type Listening =
	| {kind: 'off'}
	| {kind: 'on'; phone: string; connected: boolean; microphone: 'off' | 'asked' | 'on'; failure: SoundFailure | null}
	| {kind: 'failed'; phone: string; failure: SoundFailure};

/** The one telephone that this page is the ear and mouth of. */
export type Sound = {
	listening: ReadonlySignal<Listening>;
	/** Hears this telephone, and no other one any more. */
	hear(phone: string): Promise<void>;
	/** Speaks into the one that is heard. */
	speak(on: boolean): Promise<void>;
	stop(): void;
};

const inUse = 4409;
/** A connection with so much unsent gets no more speech: late words help nobody. */
const behindBytes = 6400;

type Line = {phone: string; context: AudioContext; socket: WebSocket; microphone: Microphone | undefined};

/** `workletUrl`: of the built `telephone.worklet.ts`. */
export function createSound(workletUrl: string): Sound {
	const listening = signal<Listening>({kind: 'off'});
	let line: Line | undefined;
	const change = (of: Line, what: Partial<Extract<Listening, {kind: 'on'}>>): void => {
		const now = listening.peek();
		if (line === of && now.kind === 'on') listening.value = {...now, ...what};
	};
	const end = (of: Line | undefined, last: Listening): void => {
		if (!of || line !== of) return;
		line = undefined;
		listening.value = last;
		of.microphone?.close();
		of.socket.close();
		void of.context.close();
	};
	const stop = (): void => {
		end(line, {kind: 'off'});
		listening.value = {kind: 'off'};
	};
	return {
		listening, stop,
		hear: async phone => {
			stop();
			const context = new AudioContext({sampleRate: 8000, latencyHint: 'interactive'});
			const opened: Line = {phone, context, socket: new WebSocket(addressOf(phone)), microphone: undefined};
			line = opened;
			listening.value = {kind: 'on', phone, connected: false, microphone: 'off', failure: null};
			opened.socket.binaryType = 'arraybuffer';
			opened.socket.onopen = () => change(opened, {connected: true});
			opened.socket.onclose = ({code}) => end(opened, {kind: 'failed', phone, failure: code === inUse ? 'in-use' : 'lost'});
			try {
				await play(context, workletUrl, opened.socket);
			} catch {
				// The machine has no way to play, or the browser allows none: there is nothing to be told but that.
				end(opened, {kind: 'failed', phone, failure: 'no-sound'});
			}
		},
		speak: async on => {
			const opened = line;
			if (!opened) return;
			opened.microphone?.close();
			opened.microphone = undefined;
			change(opened, {microphone: on ? 'asked' : 'off', failure: null});
			if (!on) return;
			try {
				const microphone = await openMicrophone(workletUrl, block => say(opened.socket, block));
				// The telephone may have been let go of while the browser asked.
				if (line !== opened) return microphone.close();
				opened.microphone = microphone;
				change(opened, {microphone: 'on'});
			} catch {
				change(opened, {microphone: 'off', failure: 'no-microphone'});
			}
		},
	};
}

function addressOf(phone: string): string {
	const {protocol, host} = location;
	return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/v1/simulator/phones/${encodeURIComponent(phone)}/audio`;
}

async function play(context: AudioContext, workletUrl: string, socket: WebSocket): Promise<void> {
	await context.audioWorklet.addModule(workletUrl);
	const ear = new AudioWorkletNode(context, 'telephone-ear', {numberOfInputs: 0, outputChannelCount: [1]});
	ear.connect(context.destination);
	socket.onmessage = ({data}: MessageEvent<ArrayBuffer>) => ear.port.postMessage(data, [data]);
	await context.resume();
}

function say(socket: WebSocket, block: ArrayBuffer): void {
	if (socket.readyState === WebSocket.OPEN && socket.bufferedAmount < behindBytes) socket.send(block);
}
