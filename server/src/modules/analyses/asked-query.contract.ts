import { z } from 'zod';
import { slug } from '../../platform/http/common.contract.ts';

/** The parts of a query, of which one that was kept may have more than one that is asked. */
export const queryParts = {
  name: z.string().min(1).max(100),
  inDataSet: { in: slug },
  notInDataSet: { notIn: slug },
  recordsPerPerson: { recordsPerPerson: z.literal(true) },
  /** A group of values or a window of months that was registered in the edition, by its id. */
  registeredGroup: { group: z.string().min(1).max(200) },
  listed: { in: z.array(z.string().max(200).nullable()).min(1).max(1000) },
  period: { from: z.string().max(10).optional(), to: z.string().max(10).optional() },
  count: { count: z.enum(['persons', 'records']) },
  sum: { sum: z.string() },
  mean: { mean: z.string() },
  rate: { rate: z.enum(['persons', 'records']), per: z.number().positive(), of: slug },
};
export const queryLimits = { measures: 6, by: 4, where: 6, also: 3 };

const parts = queryParts;
const dimension = z.union([
  parts.name,
  z.strictObject(parts.inDataSet),
  z.strictObject(parts.recordsPerPerson),
  z.strictObject(parts.registeredGroup),
]);
const filter = z.union([
  z.strictObject({ column: dimension, ...parts.listed }),
  z.strictObject({ column: dimension, ...parts.period }),
]);
const measure = z.union([
  z.strictObject(parts.count),
  z.strictObject(parts.sum),
  z.strictObject(parts.mean),
  z.strictObject(parts.rate),
]);
const link = z.union([z.strictObject(parts.inDataSet), z.strictObject(parts.notInDataSet)]);

/**
 * The analysis query of the platform as somebody asks it: a field that is not known is refused, for without it another
 * question would be answered.
 */
export const askedQuery = z
  .strictObject({
    from: slug,
    unit: z.string().optional(),
    measures: z.array(measure).min(1).max(queryLimits.measures),
    by: z.array(dimension).max(queryLimits.by).default([]),
    where: z.array(filter).max(queryLimits.where).default([]),
    also: z.array(link).max(queryLimits.also).default([]),
  })
  .meta({ id: 'AskedQuery' });
