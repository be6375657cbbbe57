declare module 'fs-native-extensions' {
  /** False when another open file holds the lock on these bytes; throws with the system's code when it cannot be asked. */
  export function tryLock(fd: number, offset: number, length: number): boolean;
}
