import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tryLock } from 'fs-native-extensions';
import { describeSelf, findEarlierHolder, type Holder, holderText, parseHolder } from './holder.ts';

/** A lock that is held until it is released or its process ends, however it ends. */
export interface FileLock {
  /** Lets go. Calling it twice is harmless. */
  release(): Promise<void>;
}

/** Another process holds the lock; `holder` identifies it where known, and the message says so in words. */
export class LockHeld extends Error {
  readonly path: string;
  readonly holder: Holder | undefined;
  readonly heldBy: string;

  constructor(path: string, holder: Holder | undefined) {
    const heldBy = holderText(holder);
    super(`${path} is held by ${heldBy}.`);
    this.name = 'LockHeld';
    this.path = path;
    this.holder = holder;
    this.heldBy = heldBy;
  }
}

/** No lock can be had at this place, held or not; `code` is the system's, the message says what to do. */
export class LockImpossible extends Error {
  readonly path: string;
  readonly code: string;

  constructor(path: string, code: string) {
    super(`${path} cannot be locked: ${reasons[code] ?? unsupported} (${code}).`);
    this.name = 'LockImpossible';
    this.path = path;
    this.code = code;
  }
}

/**
 * Takes the lock at `path`, in a directory that exists, or throws `LockHeld` or `LockImpossible`. The operating system
 * keeps the lock with the open file: it ends with its process, and holds between containers that share the directory.
 */
export async function lockFile(path: string): Promise<FileLock> {
  const fd = holdFile(path);
  let isHeld = true;
  return {
    release: async () => {
      if (!isHeld) return;
      isHeld = false;
      if (isStillAt(fd, path)) rmSync(path, { force: true });
      closeSync(fd);
    },
  };
}

// A bare descriptor and no FileHandle: that is closed, and the lock lost with it, once nothing refers to it any more.
function holdFile(path: string): number {
  for (;;) {
    const fd = openLock(path);
    try {
      const isMine = lockDescriptor(fd, path);
      const text = readFileSync(fd, 'utf8');
      if (!isMine) throw new LockHeld(path, parseHolder(text));
      // The holder before may have removed this very file between our opening and our locking of it.
      if (isStillAt(fd, path)) {
        takeOver(fd, path, text);
        return fd;
      }
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    closeSync(fd);
  }
}

function openLock(path: string): number {
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  } catch (error) {
    const code = codeOf(error);
    throw code in reasons ? new LockImpossible(path, code) : error;
  }
}

/** One byte far behind the text is locked, so that the text can be read where a lock keeps readers out (Windows). */
const lockedByte = 2 ** 30;

function lockDescriptor(fd: number, path: string): boolean {
  try {
    return tryLock(fd, lockedByte, 1);
  } catch (error) {
    throw new LockImpossible(path, codeOf(error));
  }
}

function takeOver(fd: number, path: string, text: string): void {
  const earlier = findEarlierHolder(text);
  if (earlier !== undefined) throw new LockHeld(path, earlier);
  ftruncateSync(fd, 0);
  writeSync(fd, JSON.stringify(describeSelf()), 0);
}

function isStillAt(fd: number, path: string): boolean {
  const mine = fstatSync(fd, { bigint: true });
  const there = statSync(path, { bigint: true, throwIfNoEntry: false });
  return there !== undefined && there.ino === mine.ino && there.dev === mine.dev;
}

const unsupported =
  'its file system offers no locks, so two processes could spoil the work of each other there. Use a disk of this machine';
const noRight = 'this user may not write there. Give the user the right to it, or choose another directory';
const reasons: Readonly<Record<string, string>> = {
  EROFS: 'its file system can only be read. Choose a directory that can be written to',
  EACCES: noRight,
  EPERM: noRight,
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
