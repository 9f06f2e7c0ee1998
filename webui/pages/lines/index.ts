import './lines.css';

export {LinesPage} from './lines-page.js';
