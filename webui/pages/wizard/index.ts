import './wizard.css';

export {WizardPage} from './wizard-page.js';
