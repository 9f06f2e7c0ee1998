import '../../form/form.css';
import './recordings.css';

export {RecordingsPage} from './recordings-page.js';
