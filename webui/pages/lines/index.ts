import '../rooms/rooms.css';
import './lines.css';

export {LinesPage} from './lines-page.js';
