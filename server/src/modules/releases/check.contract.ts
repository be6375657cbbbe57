import { closableParts, closingReasons, openings } from '@datalab/query-control/closed-part';
import { z } from 'zod';
import { instant, localText, slug } from '../../platform/http/common.contract.ts';

/** How well the smallest groups can be estimated from everything that may be asked. */
export const precision = z
  .discriminatedUnion('status', [
    z.object({ status: z.literal('measured'), lowestError: z.number() }),
    /** No group has fewer people than the minimum. */
    z.object({ status: z.literal('no-small-groups') }),
    z.object({ status: z.literal('not-measured') }),
  ])
  .meta({ id: 'Precision' });
export type Precision = z.infer<typeof precision>;

const share = z.number().min(0).max(1);

export const closedPart = z
  .object({
    part: z.enum(closableParts),
    /** Under the floor whatever is suppressed, or so large that it cannot be checked. */
    reason: z.enum(closingReasons),
    /** What would be reached if the part were open, and how much would be suppressed; null where it was not measured. */
    lowestError: z.number().nullable(),
    suppressedShare: share.nullable(),
    opensWith: z.enum(openings),
  })
  .meta({ id: 'ClosedPart' });
export type ClosedPart = z.infer<typeof closedPart>;

/** What the check found for persons, or for records. */
export const unitCheck = z
  .object({
    unit: z.enum(['persons', 'records']),
    precision,
    /** Of what is not empty in tables of two and three dimensions: of the figures, and of what they count. */
    suppressed: z.object({ figures: share, counts: share }),
    closed: z.array(closedPart),
  })
  .meta({ id: 'UnitCheck' });
export type UnitCheck = z.infer<typeof unitCheck>;

export const dataSetCheck = z
  .object({
    dataSet: slug,
    version: z.string(),
    /** No group under the minimum may be estimated with a smaller standard error than this. */
    floor: z.number(),
    units: z.array(unitCheck),
  })
  .meta({ id: 'DataSetCheck' });
export type DataSetCheck = z.infer<typeof dataSetCheck>;

/** A data set of an edition that landed. */
export const landedDataSet = z
  .object({ dataSet: slug, name: localText, version: z.string(), landedAt: instant })
  .meta({ id: 'LandedDataSetVersion' });
export type LandedDataSet = z.infer<typeof landedDataSet>;
