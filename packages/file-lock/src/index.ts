export { type FileLock, LockHeld, lockFile } from './file-lock.ts';
