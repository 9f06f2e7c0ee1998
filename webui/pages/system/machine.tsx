import type {SystemView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Bar, Facts, Section} from '../../kit/index.js';
import type {Store} from '../../store/index.js';

/** How the machine does, what is wrong, and what the box is made of. */
export function Machine({store, view}: {store: Store; view: SystemView}) {
	const {t} = useTranslator();
	return (
		<div class="system-columns">
			<Section title={t('system.storage')}><Storage view={view} /></Section>
			<Section title={t('system.machine')}><Load store={store} view={view} /></Section>
			<Section title={t('system.versions')}><Facts items={[['Partyline', view.version], ...view.parts.map(({name, version}) => [name, version] as const)]} /></Section>
		</div>
	);
}

function Storage({view: {storage}}: {view: SystemView}) {
	const {t, bytes} = useTranslator();
	const used = storage.totalBytes - storage.freeBytes;
	return (
		<>
			<Bar label={t('system.storageUsed')} value={used} max={storage.totalBytes} text={t('system.usedOf', {used: bytes(used), total: bytes(storage.totalBytes)})} />
			<Facts items={[[t('system.free'), bytes(storage.freeBytes)], [t('system.recordings'), bytes(storage.recordingBytes)], [t('system.database'), bytes(storage.databaseBytes)]]} />
		</>
	);
}

function Load({store, view}: {store: Store; view: SystemView}) {
	const {t, bytes, number, dateTime, tell} = useTranslator();
	const alarms = Object.values(store.live.value.alarms).map(({message, reason}) => tell(reason, message));
	const {memory, loadAverage, processors, temperatureCelsius, addresses, startedAt} = view;
	const used = memory.totalBytes - memory.freeBytes;
	return (
		<>
			<Bar label={t('system.memory')} value={used} max={memory.totalBytes} text={t('system.usedOf', {used: bytes(used), total: bytes(memory.totalBytes)})} />
			<Facts items={[
				[t('system.memoryOfBox'), bytes(memory.processBytes)],
				[t('system.load'), t('system.loadOf', {load: number(loadAverage, {maximumFractionDigits: 2}), processors})],
				[t('system.temperature'), temperatureCelsius === null ? t('system.unknown') : `${number(temperatureCelsius, {maximumFractionDigits: 0})} °C`],
				[t('system.addresses'), addresses.length === 0 ? t('system.noAddress') : addresses.join(', ')],
				[t('system.startedAt'), dateTime(startedAt)],
				[t('system.alarms'), alarms.length === 0 ? t('system.noAlarms') : alarms.join(' ')],
			]} />
		</>
	);
}
