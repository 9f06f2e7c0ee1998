import test from 'ava';
import {JitterBuffer} from '../../webui/audio/jitter-buffer.js';
import {SpeechBlocks} from '../../webui/audio/speech-blocks.js';

/** So many ms of sound, each sample its number from `first` on. */
function sound(ms: number, first = 1): Uint8Array {
	const samples = Int16Array.from({length: ms * 8}, (_, n) => first + n);
	return new Uint8Array(samples.buffer);
}

function pulled(buffer: JitterBuffer, samples = 128): number[] {
	const output = new Float32Array(samples);
	buffer.pull(output);
	return [...output].map(sample => Math.round(sample * 0x8000));
}
const silence = (samples: number) => Array.from({length: samples}, () => 0);
const counted = (from: number, samples: number) => Array.from({length: samples}, (_, n) => from + n);

test('sound waits for 60 ms before it is played, so that what comes unevenly is heard evenly', t => {
	const buffer = new JitterBuffer();
	buffer.push(sound(59));
	t.deepEqual(pulled(buffer), silence(128));
	buffer.push(sound(1, 473));
	t.deepEqual(pulled(buffer), counted(1, 128));
	t.deepEqual(pulled(buffer), counted(129, 128));
});

test('a gap is silence, and what comes after it waits again', t => {
	const buffer = new JitterBuffer();
	buffer.push(sound(60));
	t.deepEqual(pulled(buffer, 500), [...counted(1, 480), ...silence(20)]);
	buffer.push(sound(20));
	t.deepEqual(pulled(buffer), silence(128));
	buffer.push(sound(40, 161));
	t.deepEqual(pulled(buffer), counted(1, 128));
});

test('sound that piled up is left out, so that nobody hears the past', t => {
	const buffer = new JitterBuffer();
	buffer.push(sound(300));
	t.deepEqual(pulled(buffer), counted(300 * 8 - 60 * 8 + 1, 128));
});

test('a sample that came in two halves is put together', t => {
	const buffer = new JitterBuffer();
	const bytes = sound(60);
	for (const [from, to] of [[0, 101], [101, 300], [300, 960]] as const) buffer.push(bytes.subarray(from, to));
	t.deepEqual(pulled(buffer), counted(1, 128));
});

test('loud and negative samples keep their sign and size', t => {
	const buffer = new JitterBuffer();
	buffer.push(new Uint8Array(Int16Array.from({length: 480}, (_, n) => [-0x8000, -1, 0x7fff][n % 3] ?? 0).buffer));
	t.deepEqual(pulled(buffer, 3), [-0x8000, -1, 0x7fff]);
});

const spoken = test.macro({
	title: (_, rateHz: number) => `a tone into a microphone of ${rateHz} Hz goes out in blocks of 20 ms, at its pitch and without a seam`,
	exec(t, rateHz: number) {
		const blocks = new SpeechBlocks(rateHz);
		const out: number[] = [];
		for (let start = 0; start < rateHz; start += 128) {
			const input = Float32Array.from({length: Math.min(128, rateHz - start)}, (_, n) => 0.5 * Math.sin(2 * Math.PI * 400 * (start + n) / rateHz));
			for (const block of blocks.push(input)) {
				t.is(block.byteLength, 320);
				out.push(...new Int16Array(block));
			}
		}
		t.true(out.length > 7800 && out.length <= 8000);
		for (const [n, sample] of out.entries()) t.true(Math.abs(sample - 0x4000 * Math.sin(2 * Math.PI * 400 * n / 8000)) < 200, `sample ${n}`);
	},
});
test(spoken, 48_000);
test(spoken, 44_100);
test(spoken, 16_000);
test(spoken, 8000);

test('shouting is limited, not turned around', t => {
	const [block] = new SpeechBlocks(8000).push(new Float32Array(160).fill(2));
	t.deepEqual([...new Set(new Int16Array(block ?? new ArrayBuffer(0)))], [0x7fff]);
});
