export {startAppliance, type Appliance} from './appliance.js';
export type {World} from './world.js';
