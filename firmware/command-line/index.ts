export {parseCommandLine, usage, type Command} from './arguments.js';
export {runBox, type BoxArguments} from './run-box.js';
export {createTokenVerb} from './token.js';
export {backupVerb, restoreVerb} from './backup.js';
export {passwordVerb} from './password.js';
export {setUpVerb} from './set-up.js';
