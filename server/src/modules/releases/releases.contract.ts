import { z } from 'zod';
import { id, instant, localText, permission, slug } from '../../platform/http/common.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';

const limit = z.int().min(1).max(1_000_000);

/** How much may be asked. Figures that were shown before are free. */
export const budget = z
  .object({
    /** New figures within the days, by everybody together. */
    cellsOfEdition: limit,
    /** New figures within the days, by one person. */
    cellsOfPerson: limit,
    /** Different choices of several values of one column, ever: enough of these undo the noise. */
    choicesPerColumn: z.int().min(1).max(1000),
    days: z.int().min(1).max(366),
  })
  .meta({ id: 'ReleaseBudget' });
export type Budget = z.infer<typeof budget>;

/** What one person asked: how often an answer was based on few people shows where to look first. */
export const askedByPerson = z
  .object({
    /** Null when the platform itself measures. */
    name: z.string().nullable(),
    answers: z.int(),
    cells: z.int(),
    /** Answers with a figure about fewer than twice the minimum. */
    leaning: z.int(),
    /** Figures that were suppressed because of an earlier one. */
    withheld: z.int(),
  })
  .meta({ id: 'AskedByPerson' });

export const withheldTable = z
  .object({
    at: instant,
    by: z.string().nullable(),
    dataSet: localText,
    evidence: id,
    /** Tables of an edition are numbered as they were answered. */
    number: z.int(),
    cells: z.int(),
    /** The earlier tables that would, combined with the suppressed figures, point to few people. */
    beside: z.array(z.object({ evidence: id, number: z.int() })),
    /** Which tables, subtracted from each other, would have left which people. For the privacy officer only. */
    explained: z.array(localText),
  })
  .meta({ id: 'SuppressedTable' });

export const releaseOverview = z
  .object({
    budget: budget.extend({ by: z.string().nullable(), reason: z.string().nullable() }),
    /** New figures of the last days that count. */
    cells: z.int(),
    /** The same by day, oldest first, a day without new figures included. */
    days: z.array(z.object({ day: z.iso.date(), cells: z.int() })),
    people: z.array(askedByPerson),
    withheld: z.array(withheldTable),
    may: z.object({ extend: permission }),
  })
  .meta({ id: 'ReleaseOverview' });
export type ReleaseOverview = z.infer<typeof releaseOverview>;

export const releasesErrors = [
  'releases.edition-budget-used',
  'releases.person-budget-used',
  'releases.choices-used',
  'releases.asked-at-once',
  'releases.role-may-not-see',
  'releases.person-above-edition',
] as const;
export type ReleasesError = (typeof releasesErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    releases: (typeof releasesErrors)[number];
  }
}

const params = z.object({ edition: slug });

export const releasesRoutes = {
  getReleases: inEdition({
    method: 'get',
    path: '/editions/{edition}/releases',
    operationId: 'getReleases',
    summary:
      'How much of the edition was shown, who asked for it, and what was suppressed because of earlier figures',
    params,
    response: releaseOverview,
    status: 200,
    errors: ['releases.role-may-not-see'],
  }),
  extendBudget: inEdition({
    method: 'put',
    path: '/editions/{edition}/releases/budget',
    operationId: 'extendReleaseBudget',
    summary: 'Set the query budget of this edition, and say why',
    params,
    body: budget.extend({ reason: z.string().trim().min(1).max(1000) }),
    response: releaseOverview,
    status: 200,
    refusesFinished: false,
    errors: ['releases.role-may-not-see', 'releases.person-above-edition'],
  }),
} as const;
