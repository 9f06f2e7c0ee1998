import '../../form/form.css';
import './history.css';

export {HistoryPage} from './history-page.js';
