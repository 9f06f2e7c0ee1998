export {keys, numbers, promptIds, sentences, type PromptId, type Sentence} from './ids.js';
