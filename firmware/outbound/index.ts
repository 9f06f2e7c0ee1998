export {Outbound, type Invited, type Inviter, type OutboundPorts, type Place} from './outbound.js';
export {waysTo, type Way} from './routing.js';
export {mayCall} from './permission.js';
