import type { Contract } from '@datalab/warehouse';
import type { LocalText } from '../../platform/http/common.contract.ts';

/** A data set of an edition as it landed, with everything the way back to its source needs. */
export interface LandedSource {
  readonly dataSet: string;
  readonly name: LocalText;
  readonly owner: string;
  readonly version: string;
  /** Directory of this version in the lake. */
  readonly dir: string;
  /** Of its manifest; absent for what landed before this was kept. */
  readonly manifestSha256?: string | undefined;
  readonly rows: number;
  readonly landedAt: Date;
  /** Of the key its pseudonyms were made with; null without persons, and for what landed before this was kept. */
  readonly keyVersion: number | null;
  readonly delivery: {
    readonly id: string;
    readonly at: Date;
    readonly by: string;
    readonly fileName: string;
    readonly read: number;
    readonly accepted: number;
    readonly rejected: number;
  };
  readonly contract: Contract;
  /** What the contract says in sentences, in both languages. */
  readonly about: {
    readonly purpose: LocalText | null;
    readonly legalBasis: LocalText | null;
    readonly limitations: LocalText | null;
  };
  /** What people call each column, by the name of the contract. */
  readonly labels: ReadonlyMap<string, LocalText>;
  /** What people call the registered values of each column. */
  readonly valueNames: ReadonlyMap<string, Readonly<Record<string, LocalText>>>;
}

/**
 * The data sets agreed on for an edition that have landed: all a query of that edition can name. With `versions`,
 * exactly those versions instead of the newest.
 */
export type FindLandedSources = (
  editionSlug: string,
  versions?: ReadonlyMap<string, string>,
) => Promise<readonly LandedSource[]>;
