import {createContext} from 'preact';
import {useContext} from 'preact/hooks';
import {en} from './en.js';
import {createTranslator, type Translator} from './text.js';

export const TranslatorContext = createContext<Translator>(createTranslator('en', en));

export function useTranslator(): Translator {
	return useContext(TranslatorContext);
}
