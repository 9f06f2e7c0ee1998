import {JitterBuffer} from './jitter-buffer.js';
import {SpeechBlocks} from './speech-blocks.js';

/** What a worklet has about it (Web Audio API, 1.32); TypeScript's DOM has it not. */
declare class AudioWorkletProcessor {
	readonly port: MessagePort;
}
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Plays what its port is sent. */
class Ear extends AudioWorkletProcessor {
	readonly #buffer = new JitterBuffer();

	constructor() {
		super();
		this.port.onmessage = ({data}: MessageEvent<ArrayBuffer>) => this.#buffer.push(new Uint8Array(data));
	}

	process(_inputs: Float32Array[][], [output]: Float32Array[][]): boolean {
		if (output?.[0]) this.#buffer.pull(output[0]);
		return true;
	}
}

/** Sends to its port what it hears. */
class Mouth extends AudioWorkletProcessor {
	readonly #blocks = new SpeechBlocks(sampleRate);

	process([input]: Float32Array[][]): boolean {
		for (const block of input?.[0] ? this.#blocks.push(input[0]) : []) this.port.postMessage(block, [block]);
		return true;
	}
}

registerProcessor('telephone-ear', Ear);
registerProcessor('telephone-mouth', Mouth);
