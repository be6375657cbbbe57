import { z } from 'zod';
import {
  localText,
  protectedFigure,
  protectedValue,
  slug,
  textChange,
  textInput,
} from '../../platform/http/common.contract.ts';
import { elsewhereMarks } from '../../platform/http/unbound-numbers.contract.ts';
import { queryLimits, queryParts } from './asked-query.contract.ts';

const parts = queryParts;
const dimension = z.union([
  parts.name,
  z.object(parts.inDataSet),
  z.object(parts.recordsPerPerson),
  z.object(parts.registeredGroup),
]);
const columnFilter = z.union([
  z.object({ column: dimension, ...parts.listed }),
  z.object({ column: dimension, ...parts.period }),
]);
const measure = z.union([
  z.object(parts.count),
  z.object(parts.sum),
  z.object(parts.mean),
  z.object(parts.rate),
]);
const link = z.union([z.object(parts.inDataSet), z.object(parts.notInDataSet)]);

/**
 * The analysis query of the platform, as data; see the reference page. Which ones are answered depends on the data:
 * `listQueryOptions` tells, and a refusal names the nearest one that is. One that was kept under earlier rules may have
 * more in it.
 */
export const analysisQuery = z
  .object({
    from: slug,
    unit: z.string().optional(),
    measures: z.array(measure).min(1).max(queryLimits.measures),
    by: z.array(dimension).max(queryLimits.by).default([]),
    where: z.array(columnFilter).max(queryLimits.where).default([]),
    also: z.array(link).max(queryLimits.also).default([]),
  })
  .meta({ id: 'AnalysisQuery' });
export type AnalysisQuery = z.infer<typeof analysisQuery>;

export const viewShape = z.enum(['bars', 'line', 'map', 'number']);

export const view = z
  .object({ key: slug, title: localText, shape: viewShape, query: analysisQuery })
  .meta({ id: 'View' });
export type View = z.infer<typeof view>;

/**
 * A number in a headline, always computed from the protected cells of a view.
 * `value` adds up the matching cells, `share` divides them by the shown cells whose place in
 * the view is known, `rows` counts them.
 */
export const figure = z
  .object({
    name: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
    view: slug,
    measure: z.string(),
    kind: z.enum(['value', 'share', 'rows']),
    where: z.record(z.string(), z.array(z.string().nullable())).default({}),
  })
  .meta({ id: 'Figure' });
export type Figure = z.infer<typeof figure>;

export const findingInput = z.object({
  /** A sentence with `{name}` where a figure stands. */
  text: textInput,
  figures: z.array(figure).max(6).default([]),
  /** What the number does not cover; figures stand in it as in the sentence. */
  care: textInput.nullable().default(null),
  /** The numbers of both texts that are no figure of this analysis, and where they come from. */
  elsewhere: elsewhereMarks.optional(),
});

/** The finding of an analysis written again; a caveat or sources that are not named stay as they are. */
export const findingChange = findingInput.extend({
  text: textChange,
  care: textChange.nullable().optional(),
});
export type FindingChange = z.output<typeof findingChange>;

/** A finding as it was written, before its figures are computed. */
export const writtenFinding = findingInput.extend({ text: localText, care: localText.nullable() });
export type WrittenFinding = z.infer<typeof writtenFinding>;

export const computedFigure = z.object({
  name: z.string(),
  kind: figure.shape.kind,
  value: protectedValue,
  /** Of a mean or a rate; other figures are written as their kind says. */
  style: z.literal('decimal').optional(),
});

export const finding = z
  .object({
    text: localText,
    figures: z.array(computedFigure),
    care: localText.nullable(),
    elsewhere: elsewhereMarks.optional(),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof finding>;

export const valueNames = z.record(z.string(), localText);

export const answerRow = z.record(z.string(), z.union([z.string(), z.null(), protectedFigure]));

export const answer = z
  .object({
    key: slug,
    title: localText,
    shape: viewShape,
    query: analysisQuery,
    dimensions: z.array(
      z.object({
        key: z.string(),
        label: localText,
        kind: z.enum(['month', 'quarter', 'year', 'area', 'category', 'band', 'membership', 'group']),
        /** What people call the values; a value without a name is shown as it is. */
        valueNames,
      }),
    ),
    measures: z.array(
      z.object({
        key: z.string(),
        label: localText,
        kind: z.enum(['persons', 'records', 'sum', 'mean', 'rate']),
      }),
    ),
    rows: z.array(answerRow),
    /** One row of its own, protected by itself: it need not equal the sum of the rows. */
    totals: answerRow.nullable(),
    /** Reference year of the areas, when a dimension is an area. */
    areaYear: z.int().nullable(),
    sql: z.string(),
    /** Where nothing in it is shown: the nearest coarser question of which something is. */
    coarser: analysisQuery.optional(),
  })
  .meta({ id: 'Answer' });
export type AnswerRow = z.infer<typeof answerRow>;
export type Answer = z.infer<typeof answer>;
type Cells = 'rows' | 'totals';
/** An answer on its way out: every figure in it was made by the rules of protection. */
export type SentAnswer = Omit<Answer, Cells> & Pick<z.input<typeof answer>, Cells>;
