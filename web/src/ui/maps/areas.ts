import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';

/** What is known of the areas an answer is about. */
export interface Areas {
  /** Names of the areas by code, for every area dimension of the answer. */
  names: ReadonlyMap<string, string>;
  /** The shapes to draw, when the answer has one area dimension. */
  shapes: AreaCollection | undefined;
  failed: boolean;
}
