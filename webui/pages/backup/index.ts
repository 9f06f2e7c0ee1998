import './backup.css';

export {BackupPage} from './backup-page.js';
