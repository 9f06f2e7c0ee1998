import {useContext, useId} from 'preact/hooks';
import type {DialPlanEntry} from '../../../firmware/contract/index.js';
import {useTranslator, type Translator} from '../../i18n/index.js';
import {Button} from '../../kit/index.js';
import type {TextField} from '../fields.js';
import {FormPortsContext, useAnswer} from '../form-ports.js';
import type {ControlProps} from './control.js';
import {TextInput} from './text-input.js';

const pauseMs = 250;

/** A number of the box's own: says while it is typed whether it is free or who has it, and proposes one. */
export function ExtensionInput(props: ControlProps<TextField>) {
	const {t} = useTranslator();
	const {id, value, onChange} = props;
	const ports = useContext(FormPortsContext);
	const propose = async () => {
		const like = typeof value === 'string' && isNumber(value) ? value : '8000';
		const outcome = await ports?.request.get<{numbers: string[]}>(`/dial-plan/free?like=${like}&count=1`);
		const [free] = outcome?.ok ? outcome.value.numbers : [];
		if (free !== undefined) onChange(free);
	};
	return (
		<>
			<div class="field-beside">
				<TextInput {...props} described={[props.described, `${id}-use`].filter(Boolean).join(' ')} />
				{ports && <Button onPress={() => void propose()}>{t('form.extension.propose')}</Button>}
			</div>
			<Use {...props} />
		</>
	);
}

/** The number that it is already is no conflict. Where the box has said already what is wrong with it, that is not said again. */
function Use({id, value, initial, invalid}: ControlProps<TextField>) {
	const translator = useTranslator();
	const asked = typeof value === 'string' && isNumber(value) && value !== initial && !invalid ? value : undefined;
	const answer = useAnswer<{free: boolean; entry: DialPlanEntry | null}>(asked && `/dial-plan/${asked}`, pauseMs);
	const isTaken = answer !== undefined && !answer.free;
	return (
		<span class={isTaken ? 'field-problem' : 'field-good'} id={`${id}-use`} role="status">
			{asked !== undefined && answer && (answer.entry ? usedBy(answer.entry, translator) : translator.t('form.extension.free', {number: asked}))}
		</span>
	);
}

const isNumber = (text: string): boolean => /^[0-9]{2,15}$/.test(text);

/** Who has a number, in a sentence. */
function usedBy({number, use, description}: DialPlanEntry, {t, madeName}: Translator): string {
	const what = t(`dialPlan.use.${use}`);
	return description === '' ? t('form.extension.used', {number, use: what}) : t('form.extension.usedBy', {number, use: what, name: madeName(description)});
}

/** A number of the box that is in use, where calls can go; those that there are can be chosen from. */
export function DestinationInput(props: ControlProps<TextField>) {
	const {t, madeName} = useTranslator();
	const list = useId();
	const plan = useAnswer<DialPlanEntry[]>('/dial-plan');
	return (
		<>
			<TextInput {...props} list={list} />
			<datalist id={list}>
				{plan?.map(({number, use, description}) => <option key={number} value={number}>{description === '' ? t(`dialPlan.use.${use}`) : madeName(description)}</option>)}
			</datalist>
		</>
	);
}
