/** Packets of one stream since it began, as the engine counts them. */
export type StreamCounters = {
	rxPackets: number; rxLost: number; rxDiscarded: number; rxJitterMs: number;
	/** Undefined: the far end sends no reports. */
	roundTripMs?: number;
	jitterBufferMs: number;
};

/** What came over an interval. `discarded` came, but too late to be heard. */
export type PacketFigures = {
	received: number; lost: number; discarded: number;
	jitterMs: number; roundTripMs: number | null; jitterBufferMs: number;
};

/** What is heard at a seat of the mixer; undefined: not known yet. Levels in dBov. */
export type SoundFigures = {
	/** Between words. */
	noiseDbov?: number;
	/** Of words. */
	speechDbov?: number;
	/** What comes back of what is sent: its level against that, and after how long. Undefined: none found. */
	echo?: {db: number; delayMs: number};
	/** Since anything but digital silence came. */
	silentMs: number;
};

/** All that is known of one call over the last seconds. A telephone line has no packets. */
export type Measured = {codec: string; held: boolean; packets: PacketFigures | null; sound: SoundFigures | null};
