export {TranslatorContext, useTranslator} from './context.js';
export {chooseLanguage, languages, loadTranslator} from './language.js';
export {en, type TextKey} from './en.js';
export type {Translator} from './text.js';
