import '../../form/form.css';
import './system.css';

export {SystemPage} from './system-page.js';
