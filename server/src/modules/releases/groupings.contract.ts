import { z } from 'zod';
import { id, instant, localText, permission, slug } from '../../platform/http/common.contract.ts';
import { nameOnOneLine } from '../../platform/http/name.contract.ts';
import { unitCheck } from './check.contract.ts';
import { groupingStates } from './grouping-states.contract.ts';

/** At most so many groupings of one data set are proposed or in use at once: each makes every check larger. */
export const groupingsMax = 20;
/** A window is no way to ask persons by month. */
export const windowMonthsMin = 3;
const valuesMax = 500;
export const groupingNameMax = 100;
export const groupingsPerPageMax = 200;

const month = z.string().regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/);
const column = z.string().min(1).max(200);
const key = z.string().min(1).max(200);

/** Values of one column that may be asked together, or a period of months. */
export const groupingContent = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('values'), column, values: z.array(key).min(2).max(valuesMax) }),
    z.object({ kind: z.literal('window'), from: month, to: month }),
  ])
  .meta({ id: 'GroupingContent' });
export type GroupingContent = z.infer<typeof groupingContent>;

const groupingName = nameOnOneLine(groupingNameMax);

/** Lines that can be seen, for a purpose or a reason. */
export const groupingWords = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/[\p{L}\p{N}]/u)
  .regex(/^(?:[\n\r\t]|[^\p{Cc}\p{Bidi_Control}])*$/u);

export const groupingProposal = z
  .object({
    dataSet: slug,
    name: z.object({ nl: groupingName, en: groupingName }),
    content: groupingContent,
    /** What it is needed for. */
    purpose: groupingWords,
  })
  .meta({ id: 'GroupingProposal' });
export type GroupingProposal = z.infer<typeof groupingProposal>;

const labelled = z.object({ key: z.string(), label: localText });

const decision = z.object({ by: z.string(), at: instant, reason: z.string() });

/** What approving would change: the check without this grouping, and with it. */
export const groupingCost = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('computing') }),
    z.object({ state: z.literal('failed') }),
    z.object({ state: z.literal('known'), without: z.array(unitCheck), with: z.array(unitCheck) }),
  ])
  .meta({ id: 'GroupingCost' });
export type GroupingCost = z.infer<typeof groupingCost>;

export const grouping = z
  .object({
    id,
    dataSet: slug,
    dataSetName: localText,
    name: localText,
    content: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('values'), column: labelled, values: z.array(labelled) }),
      z.object({ kind: z.literal('window'), from: z.string(), to: z.string() }),
    ]),
    state: z.enum(groupingStates),
    purpose: z.string(),
    proposed: z.object({ by: z.string(), at: instant }),
    /** Why it was approved or refused; null while it waits. */
    decided: decision.nullable(),
    ended: decision.nullable(),
    /** Null for anyone but the privacy officer, and while the data set is not there. */
    cost: groupingCost.nullable(),
    may: z.object({ approve: permission, refuse: permission, end: permission }),
  })
  .meta({ id: 'Grouping' });
export type Grouping = z.infer<typeof grouping>;

/** What a grouping of a data set can be made of. */
export const groupableColumns = z
  .object({
    dataSet: slug,
    /** Null where records have no month. */
    months: z.object({ from: z.string(), to: z.string() }).nullable(),
    columns: z.array(
      labelled.extend({
        /** `within` names the area that an area lies in. */
        values: z.array(labelled.extend({ within: localText.nullable() })),
      }),
    ),
  })
  .meta({ id: 'GroupableColumns' });
export type GroupableColumns = z.infer<typeof groupableColumns>;
