import '../rooms/rooms.css';
import './telephones.css';

export {TelephonesPage} from './telephones-page.js';
