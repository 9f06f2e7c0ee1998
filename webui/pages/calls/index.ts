import './calls.css';

export {CallsPage} from './calls-page.js';
