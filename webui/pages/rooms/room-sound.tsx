import {useId, useState} from 'preact/hooks';
import type {LinesView, RoomView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Button, Icon} from '../../kit/index.js';
import {byEcho, byNoise, mostEchoing, noisiest, type Rank} from './quality.js';
import {named, whoIs} from './words.js';

const most = 5;
/** The ends of the bars. */
const quietDb = -70;
const loudDb = -10;

/** Who brings noise and echo into a room: said at once where one stands out, and ranked on demand. */
export function RoomSound({room: {participants}, lines}: {room: RoomView; lines: LinesView}) {
	const translator = useTranslator();
	const {t} = translator;
	const [open, setOpen] = useState(false);
	const id = useId();
	const [noisy, echoing] = [noisiest(participants), mostEchoing(participants)];
	if (participants.every(({quality}) => quality === null)) return null;
	return (
		<div class="room-sound">
			<div class="room-hints" role="status">
				{noisy && <p><Icon name="warning" />{t('room.noiseFrom', {who: whoIs(named(noisy, lines, translator), translator)})}</p>}
				{echoing && <p><Icon name="warning" />{t('room.echoFrom', {who: whoIs(named(echoing, lines, translator), translator)})}</p>}
			</div>
			<Button icon="voice" expands={{open, id}} onPress={() => setOpen(!open)}>{t('room.sound')}</Button>
			{open && (
				<div class="ranks" id={id}>
					<Ranks title={t('room.noiseRank')} ranks={byNoise(participants)} none={t('room.noNoise')} lines={lines} />
					<Ranks title={t('room.echoRank')} ranks={byEcho(participants)} none={t('room.noEcho')} lines={lines} />
				</div>
			)}
		</div>
	);
}

type RanksProps = {title: string; ranks: readonly Rank[]; none: string; lines: LinesView};

function Ranks({title, ranks, none, lines}: RanksProps) {
	const translator = useTranslator();
	const {t, number} = translator;
	const id = useId();
	return (
		<section aria-labelledby={id}>
			<h3 id={id}>{title}</h3>
			{ranks.length === 0 ? <p>{none}</p> : (
				<ol>
					{ranks.slice(0, most).map(({participant, db}) => (
						<li key={participant.id}>
							<span>{whoIs(named(participant, lines, translator), translator)}</span>
							<span class="rank-bar" aria-hidden="true"><span style={{width: `${part(db)}%`}} /></span>
							<span class="rank-db">{t('volume.db', {n: number(db, {maximumFractionDigits: 0})})}</span>
						</li>
					))}
				</ol>
			)}
		</section>
	);
}

const part = (db: number): number => Math.round(100 * Math.min(1, Math.max(0.02, (db - quietDb) / (loudDb - quietDb))));
