import './login.css';

export {LoginPage} from './login-page.js';
export {codeIn} from './login-link.js';
