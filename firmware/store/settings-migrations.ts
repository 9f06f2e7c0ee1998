/** Makes a settings document of the next version out of one of this version. Pure. */
export type SettingsMigration = (document: unknown) => unknown;

/** The nth takes a document from version n to n + 1; the first version is 1. What was released is never changed again. */
export const settingsMigrations: readonly SettingsMigration[] = [];

/** Takes a document from its version to the newest. */
export function migrateSettings(document: unknown, version: number, migrations: readonly SettingsMigration[]): unknown {
	return migrations.slice(version - 1).reduce((older, migration) => migration(older), document);
}
