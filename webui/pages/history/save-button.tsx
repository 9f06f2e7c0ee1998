import {useState} from 'preact/hooks';
import type {CallRecord} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Banner, Button} from '../../kit/index.js';
import {readAll, type Failure, type Store} from '../../store/index.js';
import {csvOf, save} from './csv.js';
import {pathOf, type Filter} from './filter.js';
import {rowsOf, type Titles} from './record-words.js';

const atOnce = 500;

/** Saves all calls that match as a table, whether they are shown yet or not. */
export function SaveButton({store, filter, titles}: {store: Store; filter: Filter; titles: Titles}) {
	const translator = useTranslator();
	const {t, failure} = translator;
	const [waiting, setWaiting] = useState(false);
	const [refusal, setRefusal] = useState<Failure>();
	const saveAll = async () => {
		setWaiting(true);
		const calls = await readAll<CallRecord>(store.request, pathOf(filter, atOnce));
		setWaiting(false);
		setRefusal(calls.ok ? undefined : calls.failure);
		if (calls.ok) save(`calls-${new Date().toISOString().slice(0, 10)}.csv`, csvOf(rowsOf(calls.value, {titles, lines: store.live.value.lines}, translator)));
	};
	return (
		<>
			<Button icon="download" waiting={waiting} onPress={() => void saveAll()}>{t('history.csv')}</Button>
			{refusal && <Banner tone="error">{t('history.notSaved', {why: failure(refusal)})}</Banner>}
		</>
	);
}
