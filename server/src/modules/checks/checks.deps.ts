import type { DisclosureParameters } from '@datalab/query-control';
import type { AreaDivision, QuerySource, RegisteredGroups, VersionChecks } from '@datalab/warehouse';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Logger } from '../../platform/log/logger.ts';

/** A landed version that can be checked. */
export interface CheckableSource extends Omit<QuerySource, 'contract' | 'dataset'> {
  readonly dataSet: string;
  readonly contract: QuerySource['contract'] & { readonly areaYear?: number | undefined };
  /** The organisation that delivers it. */
  readonly owner: string;
  readonly landedAt: Date;
  /** Of the key its pseudonyms were made with; null without persons. */
  readonly keyVersion: number | null;
}

export interface ChecksDeps {
  readonly jobs: Pick<Jobs, 'define' | 'start'>;
  readonly newId: () => string;
  readonly logger: Logger;
  /** The newest versions of the data sets that were agreed on for an edition. */
  readonly findLandedSources: (edition: string) => Promise<readonly CheckableSource[]>;
  /**
   * The groups and windows that were approved for a data set in an edition and not ended when the version landed; with a
   * moment, those that were in force then.
   */
  readonly findGroupings: (
    edition: string,
    dataSet: string,
    landedAt: Date,
    moment?: Date,
  ) => Promise<RegisteredGroups>;
  /** The areas of a reference year; undefined when that year is not registered. */
  readonly findAreas: (year: number) => Promise<AreaDivision | undefined>;
  /** Protection of an edition; the same for every question of it. */
  readonly protectionOf: (edition: string) => Promise<DisclosureParameters>;
  /** A secret of an organisation: what it delivers to several editions has one and the same noise. */
  readonly noiseSecretOf: (owner: string) => Promise<Uint8Array>;
  readonly versionChecks: VersionChecks;
  /** Keeps that these versions of an edition were read for a check made beforehand. */
  readonly recordChecked: (
    edition: string,
    checked: {
      readonly versions: readonly Pick<CheckableSource, 'dataSet' | 'owner' | 'version'>[];
      readonly startedAt: Date;
      /** A code; null when it succeeded. */
      readonly failure: string | null;
    },
  ) => Promise<void>;
  readonly now: () => Date;
  /** So long nothing may have landed before checks are made beforehand. Default: 10 seconds. */
  readonly settleMs?: number;
}
