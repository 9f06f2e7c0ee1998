export {TranslatorContext, useTranslator} from './context.js';
export {chooseLanguage, languages, loadDictionary, loadTranslator, type Language} from './language.js';
export {en} from './en/index.js';
export type {TextKey} from './en/index.js';
export {wordAt, type FormWords, type Translator} from './text.js';
