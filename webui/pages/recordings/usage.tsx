import type {UserId} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Bar, Section} from '../../kit/index.js';
import {useResource, type Store} from '../../store/index.js';

export type UsageView = {organizer: UserId | null; name: string; bytes: number; quotaBytes: number | null};

const warnAt = 0.8;

/** How much of whose quota is used up. Says nothing while nothing is used, or where it is not known. */
export function Usage({store}: {store: Store}) {
	const {t, bytes} = useTranslator();
	const usage = useResource<UsageView[]>(store, {path: '/recordings/usage', reloadOn: ['recording.changed', 'recording.deleted', 'users.changed']});
	const state = usage.state.value;
	const used = state.kind === 'ready' ? state.value.filter(one => one.bytes > 0) : [];
	if (used.length === 0) return null;
	const nameOf = ({organizer, name}: UsageView) => organizer === null ? t('recordings.ofBox') : name;
	return (
		<>
			{used.filter(isNearlyFull).map(one => (
				<Banner key={one.organizer} tone="warning">{t(isFull(one) ? 'recordings.full' : 'recordings.nearlyFull', {name: nameOf(one)})}</Banner>
			))}
			<Section title={t('recordings.usage')}>
				<ul class="usage">
					{used.map(one => (
						<li key={one.organizer}>
							<span class="usage-name">{nameOf(one)}</span>
							{one.quotaBytes === null
								? <span class="bar-text">{t('recordings.usageFree', {used: bytes(one.bytes)})}</span>
								: <Bar label={nameOf(one)} value={one.bytes} max={one.quotaBytes} warnAt={warnAt} text={t('recordings.usageOf', {used: bytes(one.bytes), quota: bytes(one.quotaBytes)})} />}
						</li>
					))}
				</ul>
			</Section>
		</>
	);
}

const isNearlyFull = ({bytes, quotaBytes}: UsageView): boolean => quotaBytes !== null && bytes >= quotaBytes * warnAt;
const isFull = ({bytes, quotaBytes}: UsageView): boolean => quotaBytes !== null && bytes >= quotaBytes;
