/**
 * What an admin needs beside conferences and lines: trunks and phones that register, bans, the audit log, organizers with quotas and
 * limits, and what calls cost. A trunk's set-up is a JSON document; `scopes` and `may_call` are lists separated by spaces. A phone's
 * password is kept as it is: digest authentication (RFC 8760) needs a hash for every algorithm and realm.
 */
export const administration = `
CREATE TABLE trunks (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	config TEXT NOT NULL
) STRICT;

CREATE TABLE sip_phones (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	user TEXT NOT NULL UNIQUE COLLATE NOCASE,
	password TEXT NOT NULL,
	extension TEXT UNIQUE,
	owner TEXT REFERENCES users (id) ON DELETE SET NULL
) STRICT;

CREATE TABLE sip_bindings (
	phone TEXT NOT NULL REFERENCES sip_phones (id) ON DELETE CASCADE,
	contact TEXT NOT NULL,
	address TEXT NOT NULL,
	transport TEXT NOT NULL,
	user_agent TEXT NOT NULL,
	expires_at TEXT NOT NULL,
	PRIMARY KEY (phone, contact)
) STRICT;

CREATE TABLE bans (
	address TEXT PRIMARY KEY,
	reason TEXT NOT NULL,
	since TEXT NOT NULL,
	until TEXT
) STRICT;

CREATE TABLE audit (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	address TEXT NOT NULL,
	action TEXT NOT NULL,
	subject TEXT NOT NULL,
	detail TEXT NOT NULL,
	outcome TEXT NOT NULL
) STRICT;
CREATE INDEX audit_at ON audit (at);

ALTER TABLE users ADD COLUMN recording_quota_megabytes INTEGER NOT NULL DEFAULT 60;
ALTER TABLE users ADD COLUMN daily_spend REAL;
ALTER TABLE tokens ADD COLUMN scopes TEXT NOT NULL DEFAULT 'read control configure';
ALTER TABLE conferences ADD COLUMN organizer TEXT REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE recordings ADD COLUMN organizer TEXT;
ALTER TABLE routes ADD COLUMN price_per_minute REAL NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN cost REAL NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN caused_by TEXT NOT NULL DEFAULT '';
ALTER TABLE calls ADD COLUMN caused_by_user TEXT;
`;
