export { type FileLock, LockHeld, LockImpossible, lockFile } from './file-lock.ts';
export type { Holder } from './holder.ts';
