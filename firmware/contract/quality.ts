import {Type, type Static} from '@sinclair/typebox';

const orNull = Type.Union([Type.Number(), Type.Null()]);

/** What spoils a call most; the page has the words. */
export const qualityCause = Type.Union([
	Type.Literal('none'), Type.Literal('loss'), Type.Literal('jitter'), Type.Literal('delay'), Type.Literal('codec'), Type.Literal('noise'), Type.Literal('echo'),
	Type.Literal('too-loud'), Type.Literal('too-quiet'), Type.Literal('silence'),
]);
export type QualityCause = Static<typeof qualityCause>;

/** How one participant's call does, measured over the last seconds. */
export const callQuality = Type.Object({
	mos: Type.Union([Type.Number({minimum: 1, maximum: 5}), Type.Null()], {description: 'estimated by the E-model (ITU-T G.107, G.113), of what the box hears; null: nothing to estimate from yet'}),
	lossPercent: orNull,
	jitterMs: orNull,
	delayMs: Type.Union([Type.Number(), Type.Null()], {description: 'one way, with the jitter buffer; null where the far end does not report'}),
	noiseDbov: Type.Union([Type.Number(), Type.Null()], {description: 'level between words'}),
	echoDb: Type.Union([Type.Number(), Type.Null()], {description: 'level of what comes back against what was sent; null: none found'}),
	cause: qualityCause,
});
export type CallQuality = Static<typeof callQuality>;
