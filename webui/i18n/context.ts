import {createContext} from 'preact';
import {useContext} from 'preact/hooks';
import {english} from './language.js';
import {createTranslator, type Translator} from './text.js';

export const TranslatorContext = createContext<Translator>(createTranslator('en', english));

export function useTranslator(): Translator {
	return useContext(TranslatorContext);
}
