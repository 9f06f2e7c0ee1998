/**
 * ISDN primary rate: what JavaScript may ask of Q.931 on a span's D channel. libpri speaks it on one thread a span.
 * Span and call numbers are positive integers; those of calls that the box makes are the caller's (even), those that come in are native (odd).
 * A method on a call answers false when it is gone. Causes are those of ITU-T Q.850.
 */
export type SwitchType = 'euroisdn' | 'ni2';
export type NumberPlan = 'unknown' | 'national' | 'international' | 'subscriber';

export type PriSpanOptions = {
	/** The folder of /dev/dahdi and the D channel's number in it. */
	root: string;
	dChannel: number;
	switchType: SwitchType;
	/** Which side the box is: the user (a PBX at an exchange) or the network (a PBX is attached to the box). */
	side: 'user' | 'network';
	/** Digits may come, and go, one by one (Q.931 5.2.4). */
	overlap: boolean;
};

export type PriSetup = {
	span: number;
	/** Place of the bearer channel in the span, 1 … 31. */
	channel: number;
	/** No other channel will do. */
	exclusive: boolean;
	called: string;
	calledPlan: NumberPlan;
	/** Empty: withheld. */
	calling: string;
	callingName: string;
	/** False: more digits follow by priDigits. */
	complete: boolean;
	law: 'a' | 'mu';
};

export interface PriEngine {
	/** Throws an Error with code NO_DEVICE | NO_PERMISSION | DEVICE_IN_USE | BAD_DRIVER. 'pri.up' or 'pri.down' follow. */
	openPri(span: number, options: PriSpanOptions): void;
	closePri(span: number): void;
	priSetup(call: number, setup: PriSetup): boolean;
	/** SETUP ACKNOWLEDGE: send the rest of the number. */
	priMoreDigits(call: number, channel: number): boolean;
	priDigits(call: number, digits: string): boolean;
	/** CALL PROCEEDING: the number is complete; `channel` may differ from the one offered where that was only preferred. */
	priProceed(call: number, channel: number): boolean;
	priAlert(call: number, channel: number): boolean;
	/** PROGRESS, description 8 (Q.931 4.5.23): what is played on the channel is heard before the answer; CALL PROCEEDING goes first where it was not sent. */
	priProgress(call: number, channel: number): boolean;
	priAnswer(call: number, channel: number): boolean;
	/** DISCONNECT, RELEASE or RELEASE COMPLETE, whichever is due. */
	priHangUp(call: number, cause: number): boolean;
	/** RESTART of one bearer channel. */
	priRestart(span: number, channel: number): boolean;
}
