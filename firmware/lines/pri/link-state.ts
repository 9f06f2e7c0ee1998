import type {Alarm} from '../ports.js';

/**
 * Whether a span can carry calls. down: it can't · settling: it could, but has come and gone of late, and must stay for a while before it is
 * used again · up · fading: the D channel is gone, and the calls that are up live on their bearers until it is too long (Q.931 5.8.9, T309).
 */
export type LinkState = {
	readonly kind: 'down' | 'settling' | 'up' | 'fading';
	readonly dChannel: boolean;
	readonly alarms: readonly Alarm[];
	/** How long it must stay before it is used again; 0: it is steady. */
	readonly holdMs: number;
};

export type LinkTimer = 'settled' | 'T309' | 'steady';
export type LinkInput = {kind: 'd-channel'; up: boolean} | {kind: 'alarms'; alarms: readonly Alarm[]} | {kind: 'timer'; timer: LinkTimer};

export type LinkEffect =
	| {kind: 'arm'; timer: LinkTimer; ms: number}
	| {kind: 'disarm'; timer: LinkTimer}
	/** It carries calls from now on. */
	| {kind: 'begin'}
	/** All calls are lost. */
	| {kind: 'clear'};

export type LinkStep = {state: LinkState; effects: readonly LinkEffect[]};

/** Q.931 9.2: 6 to 90 s; libpri itself gives up after 6. */
export const t309Ms = 6000;
/** What has stayed up so long is steady. */
export const steadyMs = 60_000;
export const firstHoldMs = 1000;
export const longestHoldMs = 60_000;

export const startLink = (alarms: readonly Alarm[]): LinkState => ({kind: 'down', dChannel: false, alarms, holdMs: 0});

/** It comes and goes so often that its comings and goings are no news any more. */
export const isUnsteady = ({kind, holdMs}: LinkState): boolean => kind !== 'up' && holdMs > 2 * firstHoldMs;
