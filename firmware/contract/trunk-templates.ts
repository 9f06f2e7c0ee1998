import type {TrunkTemplate} from './sip.js';

/** What is usual; whose own data (user name, password, often the server) an admin has from the other side. */
export const trunkTemplates: readonly TrunkTemplate[] = [
	{key: 'registration', name: '', trunk: {kind: 'register'}},
	{key: 'address', name: '', trunk: {kind: 'address'}},
	{key: 'fritzbox', name: 'FRITZ!Box', trunk: {kind: 'register', host: 'fritz.box', srtp: 'off'}},
	{key: 'asterisk-registration', name: 'Asterisk, FreePBX', trunk: {kind: 'register'}},
	{key: 'asterisk-address', name: 'Asterisk, FreePBX', trunk: {kind: 'address'}},
	{key: '3cx', name: '3CX', trunk: {kind: 'register'}},
	{key: 'kerio', name: 'Kerio Operator', trunk: {kind: 'register'}},
	{key: 'cucm', name: 'Cisco Unified CM', trunk: {kind: 'address', transport: 'tcp', srtp: 'off'}},
	{key: 'sipgate', name: 'sipgate trunking', trunk: {kind: 'register', host: 'sipconnect.sipgate.de'}},
	{key: 'ovh', name: 'OVHcloud SIP Trunk', trunk: {kind: 'register', host: 'siptrunk.ovh.net', srtp: 'off'}},
	{key: 'peoplefone', name: 'peoplefone SIP TRUNK', trunk: {kind: 'register', host: 'sips.peoplefone.ch'}},
	{key: 'twilio', name: 'Twilio Elastic SIP Trunking', trunk: {kind: 'address', host: 'example.pstn.twilio.com'}},
];
