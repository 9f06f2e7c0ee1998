import {useState} from 'preact/hooks';
import type {SetupState, TrunkInput, TrunkTemplate} from '../../../firmware/contract/index.js';
import {useTranslator, type Translator} from '../../i18n/index.js';
import {Button, Icon} from '../../kit/index.js';
import {templateName} from '../trunks/words.js';
import {passwordPolicy, randomPin, trunkOf, type Draft, type Problems} from './draft.js';
import {ChoiceField, TextField} from './field.js';

export type StepProps = {
	setup: SetupState; templates: readonly TrunkTemplate[]; draft: Draft; problems: Problems; change: (part: Partial<Draft>) => void;
};

export function YouStep({draft, problems, change}: StepProps) {
	const {t} = useTranslator();
	const [isShown, setShown] = useState(false);
	return (
		<>
			<TextField
				id="adminName" title={t('wizard.adminName')} about={t('wizard.adminNameAbout')} problem={problems['/adminName']} value={draft.adminName}
				onChange={adminName => change({adminName})} input={{autocomplete: 'username', autocapitalize: 'none', spellcheck: false, maxLength: 60}}
			/>
			<TextField
				id="password" title={t('wizard.password')} problem={problems['/password']} described="policy-parts" value={draft.password} onChange={password => change({password})}
				input={{isSecret: !isShown, autocomplete: 'new-password', spellcheck: false, maxLength: 200}}
			/>
			<label class="field-flag">
				<input type="checkbox" checked={isShown} onChange={({currentTarget}) => setShown(currentTarget.checked)} />
				<span>{t('wizard.showPassword')}</span>
			</label>
			<Policy password={draft.password} />
		</>
	);
}

function Policy({password}: {password: string}) {
	const {t} = useTranslator();
	return (
		<div class="policy" id="policy-parts">
			<p id="policy">{t('wizard.policy')}</p>
			<ul aria-labelledby="policy">
				{passwordPolicy.map(({text, isMet}) => {
					const met = isMet(password);
					return (
						<li key={text} class={met ? 'met' : ''}>
							<Icon name={met ? 'check' : 'close'} />{t(text)}<span class="hidden"> ({t(met ? 'wizard.policy.met' : 'wizard.policy.open')})</span>
						</li>
					);
				})}
			</ul>
		</div>
	);
}

export function BoxStep({setup, draft, problems, change}: StepProps) {
	const translator = useTranslator();
	const {t} = translator;
	return (
		<>
			<TextField
				id="boxName" title={t('wizard.boxName')} about={t('wizard.boxNameAbout')} problem={problems['/boxName']} value={draft.boxName}
				onChange={boxName => change({boxName})} input={{maxLength: 60}}
			/>
			<ChoiceField
				id="language" title={t('wizard.language')} about={t('wizard.languageAbout')} problem={problems['/language']} value={draft.language}
				options={languageOptions(translator)} onChange={language => change({language: language as Draft['language']})}
			/>
			<ChoiceField
				id="country" title={t('wizard.country')} about={t('wizard.countryAbout')} problem={problems['/country']} value={draft.country}
				options={countryOptions(setup.countries, translator)} onChange={country => change({country})}
			/>
			<ChoiceField
				id="timeZone" title={t('wizard.timeZone')} problem={problems['/timeZone']} value={draft.timeZone}
				options={zoneOptions(draft.timeZone)} onChange={timeZone => change({timeZone})}
			/>
		</>
	);
}

type Option = readonly [value: string, text: string];

function languageOptions({language}: Translator): Option[] {
	const names = new Intl.DisplayNames([language], {type: 'language'});
	return ['en', 'fr', 'de', 'es', 'it'].map(code => [code, names.of(code) ?? code]);
}

function countryOptions(codes: readonly string[], {language}: Translator): Option[] {
	const names = new Intl.DisplayNames([language], {type: 'region'});
	const options = codes.map(code => [code, names.of(code.toUpperCase()) ?? code] as const);
	return options.sort(([, one], [, other]) => one.localeCompare(other, language));
}

/** What the browser is set to is offered too where its list has another name for it. */
function zoneOptions(chosen: string): Option[] {
	const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen]);
	return [...zones].sort().map(zone => [zone, zone.replaceAll('_', ' ')]);
}

export function ReachStep(props: StepProps) {
	const {t, madeName} = useTranslator();
	const {setup: {suggested, cards}, draft, change} = props;
	const about = (access: Draft['access']) => access === 'office' && suggested.addresses.length === 0
		? '' : t(`wizard.access.${access}About`, access === 'office' ? {addresses: suggested.addresses.join(', ')} : {});
	return (
		<>
			<fieldset class="choices">
				<legend class="field-title">{t('wizard.access')}</legend>
				{(['office', 'this-machine'] as const).map(access => (
					<label key={access} class="choice">
						<input type="radio" name="access" value={access} checked={draft.access === access} onChange={() => change({access})} />
						<span>{t(`wizard.access.${access}`)}<span class="field-about">{about(access)}</span></span>
					</label>
				))}
			</fieldset>
			<div class="field">
				<span class="field-title">{t('wizard.cards')}</span>
				<span class="field-about">{cards.length > 0 ? t('wizard.cardsFound', {cards: cards.map(madeName).join(', ')}) : t('wizard.cardsNone')}</span>
			</div>
			<TrunkFields {...props} />
		</>
	);
}

function TrunkFields({templates, draft: {template, trunk}, problems, change}: StepProps) {
	const translator = useTranslator();
	const {t} = translator;
	const choose = (key: string) => {
		const chosen = templates.find(one => one.key === key);
		change({template: key, trunk: chosen ? trunkOf(chosen) : null});
	};
	const set = (part: Partial<TrunkInput>) => trunk && change({trunk: {...trunk, ...part}});
	return (
		<>
			<ChoiceField
				id="template" title={t('wizard.trunk')} about={t('wizard.trunkAbout')} problem={problems['/trunk'] ?? problems['/trunk/name']} value={template} onChange={choose}
				options={[['', t('wizard.trunkNone')], ...templates.map(one => [one.key, templateName(one, translator)] as const)]}
			/>
			{trunk && <TextField id="host" title={t('wizard.trunkHost')} about={t('wizard.trunkHostAbout')} problem={problems['/trunk/host']} value={trunk.host} onChange={host => set({host})} input={{autocapitalize: 'none', spellcheck: false}} />}
			{trunk?.kind === 'register' && <TextField id="user" title={t('wizard.trunkUser')} problem={problems['/trunk/user']} value={trunk.user} onChange={user => set({user})} input={{autocapitalize: 'none', spellcheck: false}} />}
			{trunk?.kind === 'register' && <TextField id="trunkPassword" title={t('wizard.trunkPassword')} problem={problems['/trunk/password']} value={trunk.password} onChange={password => set({password})} input={{isSecret: true}} />}
		</>
	);
}

export function ConferenceStep({draft, problems, change}: StepProps) {
	const {t} = useTranslator();
	return (
		<>
			<TextField
				id="conferenceName" title={t('wizard.conferenceName')} problem={problems['/conference/description']} value={draft.conferenceName}
				onChange={conferenceName => change({conferenceName})} input={{maxLength: 200}}
			/>
			<TextField
				id="extension" title={t('wizard.extension')} about={t('wizard.extensionAbout')} problem={problems['/conference/extension']} value={draft.extension}
				onChange={extension => change({extension})} input={{inputMode: 'numeric', maxLength: 15}}
			/>
			<div class="with-button">
				<TextField
					id="pin" title={t('wizard.pin')} about={t('wizard.pinAbout')} problem={problems['/conference/pin']} value={draft.pin}
					onChange={pin => change({pin})} input={{inputMode: 'numeric', maxLength: 16}}
				/>
				<Button icon="restart" onPress={() => change({pin: randomPin()})}>{t('wizard.pinAgain')}</Button>
			</div>
		</>
	);
}
