import {useState} from 'preact/hooks';
import type {LineView} from '../../../firmware/contract/index.js';
import {useTranslator} from '../../i18n/index.js';
import {Button} from '../../kit/index.js';
import type {Store} from '../../store/index.js';
import {Figures} from './figures.js';
import {nameOf} from './names.js';
import {SetUpForm} from './set-up-form.js';
import {Tests} from './tests.js';

/** What is known of a line that is looked at, and what an admin can do with it. `title` empty: it stands right above. */
export function LineDetails({store, line, title}: {store: Store; line: LineView; title: string}) {
	const translator = useTranslator();
	const {t, tell} = translator;
	const [settingUp, setSettingUp] = useState(false);
	const label = t('lines.setUpOf', {name: nameOf(line, translator)});
	const mayConfigure = store.mayConfigure.value;
	return (
		<div class="line-details">
			{title !== '' && <h4>{title}</h4>}
			<dl class="facts">
				{line.detail !== '' && <Fact title={t('line.why')}>{tell(line.reason, line.detail)}</Fact>}
				<Fact title={t('line.digits')}>{t(`line.digits.${line.digits}`)}</Fact>
				<Fact title={t('line.echo')}>{t(`line.echo.${line.echo}`)}</Fact>
			</dl>
			<Figures store={store} id={line.id} />
			{mayConfigure && <Tests store={store} line={line} />}
			{line.config && mayConfigure && !settingUp && <div><Button label={label} onPress={() => setSettingUp(true)}>{t('lines.setUp')}</Button></div>}
			{line.config && settingUp && (
				<SetUpForm store={store} label={label} kind={line.config.kind} value={line.config} onClose={() => setSettingUp(false)} save={change => store.request.setUpLine(line.id, change)} />
			)}
		</div>
	);
}

export function Fact({title, children}: {title: string; children: string}) {
	return <div class="fact"><dt>{title}</dt><dd>{children}</dd></div>;
}
