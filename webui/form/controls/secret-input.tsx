import {useLayoutEffect, useRef, useState} from 'preact/hooks';
import {useTranslator} from '../../i18n/index.js';
import {Button, IconButton} from '../../kit/index.js';
import type {SecretField} from '../fields.js';
import {secretDots} from '../problems.js';
import {attributesOf, type ControlProps} from './control.js';

/** A secret: dots where one is set, which stays as it is until a new one is typed. */
export function SecretInput(props: ControlProps<SecretField>) {
	const {t} = useTranslator();
	const {id, field, value, initial, described, onChange} = props;
	const title = useTitle(field);
	if (value === secretDots) {
		return (
			<div class="secret" role="group" id={id} aria-labelledby={`${id}-title`} aria-describedby={described}>
				<span class="secret-dots">{secretDots}<span class="hidden">{t('form.secret.set')}</span></span>
				<Button icon="edit" label={t('kit.of', {what: t('form.secret.change'), of: title})} onPress={() => onChange('')}>{t('form.secret.change')}</Button>
			</div>
		);
	}
	return (
		<div class="secret">
			<Typed {...props} focused={initial === secretDots} />
			{initial === secretDots && <Button label={t('kit.of', {what: t('form.secret.keep'), of: title})} onPress={() => onChange(secretDots)}>{t('form.secret.keep')}</Button>}
		</div>
	);
}

function Typed({focused, ...props}: ControlProps<SecretField> & {focused: boolean}) {
	const {t} = useTranslator();
	const {field, value, onChange} = props;
	const [isShown, setShown] = useState(false);
	const place = useRef<HTMLElement>(null);
	useLayoutEffect(() => {
		if (focused) place.current?.querySelector<HTMLElement>('input, textarea')?.focus();
	}, [focused]);
	const common = {
		...attributesOf(props), autocomplete: 'new-password' as const, spellcheck: false, maxLength: field.maxLength, value: typeof value === 'string' ? value : '',
	};
	const onInput = ({currentTarget}: {currentTarget: {value: string}}) => onChange(currentTarget.value);
	if (field.multiline) return <span class="secret-typed" ref={place}><textarea {...common} rows={5} onInput={onInput} /></span>;
	return (
		<span class="secret-typed" ref={place}>
			{isShown ? <input {...common} type="text" onInput={onInput} /> : <input {...common} type="password" onInput={onInput} />}
			<IconButton icon={isShown ? 'eye-off' : 'eye'} label={t(isShown ? 'form.secret.hide' : 'form.secret.show')} onPress={() => setShown(!isShown)} />
		</span>
	);
}

function useTitle({path, title}: SecretField): string {
	return useTranslator().word('title', path, title);
}
