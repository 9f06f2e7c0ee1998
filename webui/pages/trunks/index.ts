import '../../form/form.css';
import './trunks.css';

export {TrunksPage} from './trunks-page.js';
