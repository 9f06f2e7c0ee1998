import {useState} from 'preact/hooks';
import type {WayBack} from '../../../firmware/contract/index.js';
import type {Failure, Store} from '../../store/index.js';

/** What the box found in a file. `id` is that by which it is agreed to. */
export type Found = {id: string; boxName: string; madeAt: string; version: string; recordings: boolean; users: number; conferences: number};
/** Where a file is sent: an admin's way, and that of a box that is not set up. */
export type Door = '/backups/restore' | '/setup/restore';
export type RestoreStep =
	| {kind: 'choosing'; failure?: Failure}
	| {kind: 'checking'}
	| {kind: 'found'; found: Found; waiting: boolean}
	/** `restarts`: the box does so by itself. */
	| {kind: 'accepted'; restarts: boolean; wayBack: WayBack | undefined};

/** The way of a backup into the box: a file is checked whole, shown, and put in place by a restart. */
export function useRestoring(store: Store, door: Door) {
	const [step, setStep] = useState<RestoreStep>({kind: 'choosing'});
	return {
		step,
		choose: () => setStep({kind: 'choosing'}),
		async check(file: File, passphrase: string): Promise<void> {
			setStep({kind: 'checking'});
			const answer = await store.request.send<Found>(door, file, passphrase === '' ? {} : {'x-partyline-passphrase': inBase64(passphrase)});
			setStep(answer.ok ? {kind: 'found', found: answer.value, waiting: false} : {kind: 'choosing', failure: answer.failure});
		},
		async accept(found: Found): Promise<void> {
			setStep({kind: 'found', found, waiting: true});
			const answer = await store.request.post<{restarts: boolean; wayBack?: WayBack}>(`${door}/${found.id}`);
			setStep(answer.ok ? {kind: 'accepted', restarts: answer.value.restarts, wayBack: answer.value.wayBack} : {kind: 'choosing', failure: answer.failure});
		},
	};
}

/** A header holds no letters but ASCII's. */
function inBase64(text: string): string {
	return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
