export type {Manifest} from './manifest.js';
export {withinDisk} from './disk-space.js';
export {acceptBackup, checkBackup, discardBackup, finishRestore, type CheckedBackup} from './restore.js';
export {expectRoomForBackup, writeBackup, type BackupOptions} from './write-backup.js';
