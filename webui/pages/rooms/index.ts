import './details.css';
import './rooms.css';

export {RoomsPage} from './rooms-page.js';
