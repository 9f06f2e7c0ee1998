import {PassThrough, type Duplex} from 'node:stream';
import type {Done, SimulatedPhones, TelephoneLines, Tested} from '../../../firmware/api/index.js';
import {
	told, type CardId, type FxoConfig, type FxsConfig, type LineFigures, type LineId, type LineTest, type LineView, type LinesView, type PhoneAction, type SimulatorView, type SpanConfig, type SpanId,
} from '../../../firmware/contract/index.js';

const common = {name: '', enabled: true, receiveGainDb: 0, transmitGainDb: 0, echo: 'auto', digits: 'auto'} as const;
export const fxs: FxsConfig = {kind: 'fxs', ...common, extension: null, callerId: true};
export const fxo: FxoConfig = {
	kind: 'fxo', ...common, target: null, answerRings: 2, callerIdKind: 'auto', outgoing: true, dialling: 'tone', dialToneCheck: true, busyTone: true, silenceSeconds: 300,
};
export const pri: SpanConfig = {
	name: '', enabled: true, switchType: 'euroisdn', side: 'user', overlap: true, inboundNumbers: [], lastDigits: 4, otherwise: null, outgoing: true, callerNumber: '',
	receiveGainDb: 0, transmitGainDb: 0, echo: 'auto',
};

const figures: LineFigures = {
	receiveDbm0: -32, transmitDbm0: -90, echoReturnLossDb: 12, echoReturnLossEnhancementDb: null, clockPpm: 3, delayMs: 40, slips: 0, overruns: 0, underruns: 0,
};

function line(id: string, changes: Partial<LineView>): LineView {
	return {
		id: id as LineId, card: 'card1' as CardId, span: 'span1' as SpanId, kind: 'fxs', name: id, state: 'idle', detail: '', reason: null, alarms: [], digits: 'software', echo: 'software',
		call: null, config: fxs, ...changes,
	};
}

/** A phone, an outside line, and a span with one bearer channel. */
export class FakeLines implements TelephoneLines {
	readonly asked: string[] = [];
	answer: Tested = {ok: true, result: {ok: true, findings: [told('found-digits-box')], figures}};
	#view: LinesView = {
		cards: [{id: 'card1' as CardId, kind: 'dahdi', name: 'TDM410P', simulated: false, problem: '', reason: null}],
		spans: [{id: 'pri1' as SpanId, card: 'card1' as CardId, type: 'E1', name: 'PRI 1', alarms: [], clock: 'line', dChannel: 'up', config: pri}],
		lines: [line('line1', {}), line('line2', {kind: 'fxo', config: fxo}), line('bearer1', {kind: 'bearer', span: 'pri1' as SpanId, config: null})],
	};

	view = () => this.#view;
	figures = (id: LineId) => id === 'line1' ? figures : undefined;
	test = async (id: LineId, action: LineTest['action']): Promise<Tested> => {
		this.asked.push(`${action} on ${id}`);
		return id === 'line1' ? this.answer : {ok: false, code: 'NOT_FOUND', message: 'There is no such line.'};
	};

	configure(id: LineId, config: LineView['config']): Done {
		this.#view = {...this.#view, lines: this.#view.lines.map(one => one.id === id ? {...one, config} : one)};
		return {ok: true};
	}

	configureSpan(id: SpanId, config: SpanConfig): Done {
		this.#view = {...this.#view, spans: this.#view.spans.map(one => one.id === id ? {...one, config} : one)};
		return {ok: true};
	}
}

/** One telephone, 'handset-1', whose ear hears what is said into its mouth. */
export class FakePhones implements SimulatedPhones {
	readonly asked: PhoneAction[] = [];
	readonly sounds: Duplex[] = [];
	answer: Done = {ok: true};

	view = (): SimulatorView => ({
		running: true, problem: '', reason: null, numbers: [{number: '5552001', line: 'FXO 1', target: '8888', use: 'portal', telephone: ''}],
		phones: [{id: 'handset-1', kind: 'handset', name: 'Phone 1', number: '21', hook: 'on', ringing: true, display: '030 12345678', voice: false}],
	});
	perform = async (id: string, action: PhoneAction): Promise<Done> => {
		if (id !== 'handset-1') return {ok: false, code: 'NOT_FOUND', message: 'There is no such telephone.'};
		this.asked.push(action);
		return this.answer;
	};
	openAudio = (id: string): Duplex | undefined => {
		if (id !== 'handset-1') return undefined;
		const sound = new PassThrough();
		this.sounds.push(sound);
		return sound;
	};
}
