export {promptIds, sentences, type PromptId, type Sentence} from './ids.js';
export {loadCatalogue, checkCatalogue, type Catalogue, type Part} from './catalogue.js';
export {promptFiles, musicFiles, cacheFolder, type PromptFile} from './files.js';
export {makePrompts} from './make.js';
export {sayKeys, sayNumber} from './speak.js';
