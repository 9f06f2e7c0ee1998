export {parseCommandLine, usage, type Command} from './arguments.js';
export {runBox, type BoxArguments} from './run-box.js';
export {createTokenVerb} from './token.js';
