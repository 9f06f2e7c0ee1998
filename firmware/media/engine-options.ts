import {cpus} from 'node:os';
import type {EngineOptions} from '../../addons/index.js';
import type {Settings} from '../contract/index.js';

/** Where the box listens; a port given here wins over the settings, 0 picks a free one. */
export type BoxAddress = {
	address: string; sipPort: number | undefined;
	/** PEM file with the box's certificate and key, for TLS where the settings name no other. */
	certificatePath: string;
};

export type BoxSounds = {prompts: EngineOptions['prompts']; music: readonly string[]};

/** The engine's options as the settings wish them. */
export function engineOptions(settings: Settings, {address, sipPort, certificatePath: own}: BoxAddress, {prompts, music}: BoxSounds): EngineOptions {
	const {sip} = settings;
	const tls = sip.tlsPort === null ? null : {port: sip.tlsPort, certificatePath: sip.tlsCertificate || own, keyPath: sip.tlsKey || own};
	const chosen = (port: number | null) => port === null ? null : sipPort ?? port;
	return {
		sip: {
			address,
			...(sip.publicAddress === '' ? {} : {publicAddress: sip.publicAddress}),
			udpPort: chosen(sip.udpPort),
			tcpPort: chosen(sip.tcpPort),
			tls,
			userAgent: 'Partyline',
			maxCalls: sip.maxCalls,
			flood: {perSecond: sip.floodPerSecond, burst: 2 * sip.floodPerSecond},
		},
		rtp: {firstPort: sip.rtpFirstPort, lastPort: sip.rtpLastPort, srtp: sip.srtp, silenceTimeoutMs: sip.silenceTimeoutSeconds * 1000},
		codecs: sip.codecs,
		inbandDigits: sip.inbandDigits,
		mixer: {shards: cpus().length, music},
		prompts,
		sipLogLevel: 0,
	};
}
