import {SchemaForm, type FormSchema} from '../../form/index.js';
import {useTranslator} from '../../i18n/index.js';
import {useNotice} from '../../kit/index.js';
import type {Store} from '../../store/index.js';

const nothingChosen = {recordings: false, passphrase: ''};

/** What goes into the file; then the browser fetches it by a link that is good once. */
export function MakeBackup({store}: {store: Store}) {
	const {t, failure} = useTranslator();
	const notice = useNotice();
	const schema: FormSchema = {
		properties: {
			recordings: {type: 'boolean', title: t('backup.recordings'), description: t('backup.recordingsAbout')},
			passphrase: {type: 'string', secret: true, maxLength: 200, title: t('backup.passphrase'), description: t('backup.passphraseAbout')},
		},
	};
	const ask = async ({recordings, passphrase}: Record<string, unknown>) => {
		const wanted = {recordings: recordings === true, passphrase: typeof passphrase === 'string' && passphrase !== '' ? passphrase : null};
		if (wanted.passphrase !== null && wanted.passphrase.length < 8) return {message: '', problems: [{path: '/passphrase', message: t('backup.tooShort')}]};
		const answer = await store.request.post<{path: string}>('/backups', wanted);
		if (!answer.ok) return {message: failure(answer.failure), problems: answer.failure.problems ?? []};
		download(answer.value.path);
		notice.show({text: t('backup.onItsWay')});
		return undefined;
	};
	return (
		<>
			<SchemaForm schema={schema} value={nothingChosen} isNew label={t('backup.make')} submit={t('backup.download')} onSave={ask} />
			{notice.element}
		</>
	);
}

function download(path: string): void {
	const link = document.createElement('a');
	link.href = path;
	link.download = '';
	link.click();
}
