import type { DisclosureParameters } from '@datalab/query-control';
import type { AreaDivision, QuerySource, RegisteredGroups, VersionChecks } from '@datalab/warehouse';
import type { Jobs } from '../../platform/jobs/jobs.ts';

/** A landed version that can be checked. */
export interface CheckableSource extends Omit<QuerySource, 'contract' | 'dataset'> {
  readonly dataSet: string;
  readonly contract: QuerySource['contract'] & { readonly areaYear?: number | undefined };
  readonly landedAt: Date;
  /** Of the key its pseudonyms were made with; null without persons. */
  readonly keyVersion: number | null;
}

export interface ChecksDeps {
  readonly jobs: Pick<Jobs, 'define' | 'start'>;
  readonly newId: () => string;
  /** The newest versions of the data sets that were agreed on for an edition. */
  readonly findLandedSources: (edition: string) => Promise<readonly CheckableSource[]>;
  /** The groups and windows that were approved for a data set in an edition and not ended when the version landed. */
  readonly findGroupings: (edition: string, dataSet: string, landedAt: Date) => Promise<RegisteredGroups>;
  /** The areas of a reference year; undefined when that year is not registered. */
  readonly findAreas: (year: number) => Promise<AreaDivision | undefined>;
  /** Protection of an edition; the same for every question of it. */
  readonly protectionOf: (edition: string) => Promise<DisclosureParameters>;
  readonly versionChecks: VersionChecks;
}
