export type {Manifest} from './manifest.js';
export {finishRestore, stageRestore} from './restore.js';
export {writeBackup, type BackupOptions} from './write-backup.js';
