export {ConferencesPage} from './conferences-page.js';
