/** Speech above this is not for telephones, and would be folded down when the rate is lowered. */
const cutOffHz = 3400;

export type Microphone = {close(): void};

/** Asks for the microphone and tells its sound in blocks of 20 ms, 16 bit at 8 kHz. Rejects when the person or the machine says no. */
export async function openMicrophone(workletUrl: string, heard: (block: ArrayBuffer) => void): Promise<Microphone> {
	const stream = await navigator.mediaDevices.getUserMedia({audio: {echoCancellation: true, noiseSuppression: true, channelCount: 1}});
	const context = new AudioContext();
	const close = () => {
		for (const track of stream.getTracks()) track.stop();
		void context.close();
	};
	try {
		await context.audioWorklet.addModule(workletUrl);
		const mouth = new AudioWorkletNode(context, 'telephone-mouth', {numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit'});
		mouth.port.onmessage = ({data}: MessageEvent<ArrayBuffer>) => heard(data);
		context.createMediaStreamSource(stream).connect(lowPass(context)).connect(lowPass(context)).connect(mouth);
		return {close};
	} catch (error) {
		close();
		throw error;
	}
}

function lowPass(context: AudioContext): BiquadFilterNode {
	return new BiquadFilterNode(context, {type: 'lowpass', frequency: cutOffHz});
}
