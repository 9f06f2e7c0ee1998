export {DialPlanPage} from './dial-plan-page.js';
