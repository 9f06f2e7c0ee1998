export {lightDelays} from './light.js';
export {measureFirstLoad, type FirstLoad} from './first-load.js';
export {askInTurn, quantile, type Latency} from './requests.js';
