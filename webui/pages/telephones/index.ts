import './telephones.css';

export {TelephonesPage} from './telephones-page.js';
