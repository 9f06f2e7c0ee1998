/**
 * Outbound routes, set-ups of lines and spans, and who may have the box call where. A set-up is a JSON document of its kind;
 * `may_call` lists classes of numbers, separated by spaces.
 */
export const lines = `
CREATE TABLE routes (
	id TEXT PRIMARY KEY,
	prefix TEXT NOT NULL,
	place INTEGER NOT NULL,
	class TEXT NOT NULL CHECK (class IN ('internal', 'external', 'international', 'premium')),
	strip INTEGER NOT NULL,
	prepend TEXT NOT NULL,
	via TEXT NOT NULL,
	UNIQUE (prefix, place)
) STRICT;

CREATE TABLE lines (
	id TEXT PRIMARY KEY,
	extension TEXT UNIQUE,
	config TEXT NOT NULL
) STRICT;

CREATE TABLE spans (
	id TEXT PRIMARY KEY,
	config TEXT NOT NULL
) STRICT;

ALTER TABLE users ADD COLUMN may_call TEXT NOT NULL DEFAULT '';
ALTER TABLE tokens ADD COLUMN may_call TEXT NOT NULL DEFAULT '';
`;
