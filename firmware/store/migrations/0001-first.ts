/** Times are ISO 8601 in UTC with milliseconds, so that they sort as text. */
export const first = `
CREATE TABLE conferences (
	id TEXT PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('static', 'dynamic')),
	extension TEXT NOT NULL UNIQUE,
	pin TEXT,
	leader_pin TEXT,
	description TEXT NOT NULL,
	language TEXT,
	participant_limit INTEGER,
	record TEXT NOT NULL,
	first TEXT NOT NULL,
	last TEXT NOT NULL,
	ends TEXT NOT NULL,
	entry_tone TEXT NOT NULL,
	exit_tone TEXT NOT NULL,
	attention_tone_seconds INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	version INTEGER NOT NULL,
	document TEXT NOT NULL
) STRICT;

CREATE TABLE recordings (
	id TEXT PRIMARY KEY,
	conference TEXT NOT NULL,
	extension TEXT NOT NULL,
	number TEXT,
	description TEXT NOT NULL,
	started_at TEXT NOT NULL,
	duration_ms INTEGER NOT NULL,
	bytes INTEGER NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'cut-short')),
	detail TEXT NOT NULL
) STRICT;
CREATE INDEX recordings_newest ON recordings (started_at, id);

CREATE TABLE calls (
	id TEXT PRIMARY KEY,
	direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
	number TEXT NOT NULL,
	name TEXT NOT NULL,
	line TEXT NOT NULL,
	dialled TEXT NOT NULL,
	started_at TEXT NOT NULL,
	answered_at TEXT,
	ended_at TEXT,
	conference TEXT,
	conference_number TEXT,
	role TEXT,
	outcome TEXT,
	codec TEXT NOT NULL
) STRICT;
CREATE INDEX calls_newest ON calls (started_at, id);

CREATE TABLE tokens (
	id TEXT PRIMARY KEY,
	hash TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	role TEXT NOT NULL CHECK (role IN ('user', 'organizer', 'admin')),
	created_at TEXT NOT NULL,
	expires_at TEXT,
	last_used_at TEXT
) STRICT;

CREATE TABLE users (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	password TEXT NOT NULL,
	role TEXT NOT NULL CHECK (role IN ('user', 'organizer', 'admin'))
) STRICT;

CREATE TABLE sessions (
	hash TEXT PRIMARY KEY,
	user TEXT REFERENCES users (id) ON DELETE CASCADE,
	name TEXT NOT NULL,
	role TEXT NOT NULL CHECK (role IN ('user', 'organizer', 'admin')),
	expires_at TEXT NOT NULL
) STRICT;
`;
