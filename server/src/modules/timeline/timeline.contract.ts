import { z } from 'zod';
import { instant, localText, messageParams, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { inEdition } from '../editions/in-edition.contract.ts';

/** One thing that happened in an edition; `code` has its words in the reader's language. */
export const happening = z
  .object({
    sequence: z.int(),
    at: instant,
    code: z.string(),
    params: messageParams,
    /** Null when the platform itself acts. */
    who: z.object({ name: z.string(), organisation: slug }).nullable(),
    /** Where to look, as an address of the pages. */
    link: z.string(),
    edition: slug,
  })
  .meta({ id: 'Happening' });
export type Happening = z.infer<typeof happening>;

export const timelineErrors = ['timeline.not-in'] as const;
export type TimelineError = (typeof timelineErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    timeline: (typeof timelineErrors)[number];
  }
}

export const timelineRoutes = {
  getTimeline: inEdition({
    method: 'get',
    path: '/editions/{edition}/timeline',
    operationId: 'getTimeline',
    summary: 'What happened in an edition, newest first',
    params: z.object({ edition: slug }),
    response: z.object({
      happenings: z.array(happening),
      /** There is more than is shown. */
      more: z.boolean(),
    }),
    status: 200,
    errors: ['timeline.not-in'],
  }),
  visit: defineRoute({
    method: 'post',
    path: '/me/visits',
    operationId: 'visit',
    summary: 'Here I am again: what others did in my editions since I was here before',
    response: z.object({
      /** Null at the first visit. */
      since: instant.nullable(),
      happenings: z.array(happening),
      titles: z.record(z.string(), localText),
    }),
    status: 200,
    errors: [],
  }),
} as const;
