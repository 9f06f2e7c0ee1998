/** Why a recording was cut short is a code instead of an English sentence; empty: it was not. */
export const cutShort = `
ALTER TABLE recordings RENAME COLUMN detail TO cut_short;

UPDATE recordings SET cut_short = CASE cut_short
	WHEN 'The disk is nearly full.' THEN 'disk-full'
	WHEN 'The quota for recordings is used up; delete some.' THEN 'quota-full'
	WHEN 'The box stopped during the recording.' THEN 'box-stopped'
	WHEN 'The box stopped before anything was recorded.' THEN 'nothing-recorded'
	ELSE 'failed'
END WHERE cut_short <> '';
`;
