import type {LinesView, LiveCall, ParticipantView, RoomView} from '../../../firmware/contract/index.js';
import type {Translator} from '../../i18n/index.js';
import {wayOf} from '../lines/names.js';

/** What a person is called: the name, else the number, else that it was withheld. */
export function whoIs({name, number}: Pick<ParticipantView, 'name' | 'number'>, {t}: Pick<Translator, 't'>): string {
	return name || number || t('participant.withheld');
}

/** As it is shown: the line in the viewer's words, and one at a telephone of the box that has neither name nor number is called by that telephone. */
export function named<T extends Pick<LiveCall, 'id' | 'name' | 'number' | 'line'>>(caller: T, lines: LinesView, translator: Pick<Translator, 'madeWay'>): T {
	const isAtHandset = caller.name === '' && caller.number === '' && lines.lines.some(({kind, call}) => kind === 'fxs' && call === caller.id);
	const line = wayOf(caller, lines, translator);
	return {...caller, line, ...(isAtHandset && {name: line})};
}

/** What else tells who it is: the number if there is a name, and the line. */
export function whereFrom({name, number, line}: Pick<LiveCall, 'name' | 'number' | 'line'>): string {
	return [name && number, line === name ? '' : line].filter(part => part !== '').join(' · ');
}

/** At most two letters for the round sign of a person; empty if only a number is known. */
export function initials(name: string): string {
	const words = name.split(/[^\p{L}]+/u).filter(word => word !== '');
	const ends = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
	return ends.map(word => [...word ?? ''][0]?.toUpperCase() ?? '').join('');
}

export function titleOf(room: Pick<RoomView, 'description' | 'extension'>, {t, madeName}: Pick<Translator, 't' | 'madeName'>): string {
	return madeName(room.description) || t('room.untitled', {extension: room.extension});
}

const codecs: Readonly<Record<string, {name: string; wideband: boolean}>> = {
	opus: {name: 'Opus', wideband: true},
	g722: {name: 'G.722', wideband: true},
	pcmu: {name: 'G.711 µ', wideband: false},
	pcma: {name: 'G.711 A', wideband: false},
};

/** A codec as people know it; null before the media runs. */
export function soundOf(codec: string): {name: string; wideband: boolean} | null {
	return codec === '' ? null : codecs[codec] ?? {name: codec, wideband: false};
}

/** `m:ss`, from an hour on `h:mm:ss`. A clock that runs behind the box's shows 0:00. */
export function duration(sinceInstant: string, nowMs: number): string {
	const seconds = Math.max(0, Math.floor((nowMs - Date.parse(sinceInstant)) / 1000));
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	const two = (value: number): string => String(value).padStart(2, '0');
	return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

const floorDb = -55;
const ceilingDb = -10;

/** How far a meter goes, 0 to 1, at a level in dBov: ordinary speech lies about the middle. */
export function meterPart(levelDb: number): number {
	return Math.min(1, Math.max(0, (levelDb - floorDb) / (ceilingDb - floorDb)));
}

/** By extension, then by the number keyed in: a room keeps its place on the page. */
export function inOrder(rooms: readonly RoomView[]): RoomView[] {
	const key = ({extension, number}: RoomView): string => `${extension.padStart(15)} ${(number ?? '').padStart(20)}`;
	return [...rooms].sort((one, other) => key(one).localeCompare(key(other), 'en'));
}
