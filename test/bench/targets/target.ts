/** A server under load, started for some runs. */
export type RunningTarget = {
	pid: number;
	sipPort: number;
	/** It sends everyone his own audio back: each call is a room of its own. */
	echo: boolean;
	stop(): Promise<void>;
};

export type Target = {
	/** As the tables call it. */
	title: string;
	/** Starts it with these conferences, by extension, without PIN. Throws with the reason when it can't be started. */
	start(rooms: readonly string[], shield: boolean): Promise<RunningTarget>;
};
