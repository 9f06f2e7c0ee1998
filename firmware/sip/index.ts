export {Bans, type BansPorts} from './bans.js';
export {ServerNames, type Resolve, type ServerName} from './server-names.js';
export {SipPhones, type KeptBinding, type SipPhonesPorts, type SipPhoneSetUp} from './sip-phones.js';
export {Trunks, type TrunksPorts} from './trunks.js';
export type {TrunkSetUp} from './trunk.js';
export type {Admission, Answered, BindingSignal, CertificateFault, PhoneEngine, RefusedSignal, SipPorts, TrunkAccount, TrunkEngine, TrunkSignal} from './ports.js';
export {emptyBook, stepBans, type BanBook, type BanInput, type BanRules} from './ban-book.js';
export {isIn} from './networks.js';
export {newTrunk, stepTrunk, type TrunkCondition, type TrunkInputEvent} from './trunk-state.js';
