import type { EngineOptions } from '../engine/engine.ts';
import type { VersionDamage } from '../lake/damaged-version.ts';
import type { DamagedCheck, VersionToCheck } from './stored-cubes.ts';

/** What the thread is given. It stops reading when it gets a message. */
export interface CheckTask {
  readonly version: VersionToCheck;
  readonly engine: EngineOptions | undefined;
  /**
   * To read what is stored and no more; to make and store what is not; or to make it without storing it, to see what
   * other groups or limits would show, or showed once.
   */
  readonly work: 'find' | 'make' | 'try-out';
}

/** What it answers: `computing` once, when it has read everything and can only be ended from outside; then the outcome. */
export type CheckReply =
  | { readonly kind: 'computing' }
  | { readonly kind: 'done'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'none' }
  | { readonly kind: 'damaged'; readonly file: string; readonly ofCheck: DamagedCheck }
  | { readonly kind: 'damaged-version'; readonly file: string; readonly damage: VersionDamage }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'cancelled' };
