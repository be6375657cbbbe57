import type { CellStore, StoredRelease } from './cell-store.ts';
import type { CountIndex } from './count-index.ts';
import type { Relations } from './relations.ts';
import type { DifferencingSettings } from './release.ts';

/** Positions of cells that leave `count` units when those of `minus` are taken from those of `plus`. */
export interface Combination {
  readonly kind: 'nested' | 'together' | 'change';
  readonly plus: readonly number[];
  readonly minus: readonly number[];
  readonly count: number;
}

/** What a search needs: the store with the new table in it, and where the new cells begin. */
export interface Search {
  readonly store: CellStore;
  readonly relations: Relations;
  readonly table: StoredRelease;
  readonly freshFrom: number;
  readonly settings: DifferencingSettings;
  readonly order: CountIndex;
}
