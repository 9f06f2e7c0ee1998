import './welcome.css';

export {WelcomePage} from './welcome-page.js';
