import { z } from 'zod';
import { id, instant, localText, permission, slug, textInput } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { editionStatus } from '../editions/editions.contract.ts';
import { writer } from './preparation.contract.ts';

/** Only to places that keep what is read on the way private. */
const link = z
  .url({ protocol: /^https$/ })
  .max(500)
  .meta({ id: 'HttpsLink' });

export const example = z
  .object({
    id,
    theme: localText,
    title: localText,
    where: localText,
    /** What they did. */
    did: localText,
    /** What we can use of it. */
    useful: localText,
    link: link.nullable(),
    source: z.string(),
    /** The year it is about. */
    year: z.int(),
    by: writer,
    at: instant,
    may: z.object({ remove: permission }),
  })
  .meta({ id: 'InspiringExample' });
export type Example = z.infer<typeof example>;

export const earlierEdition = z
  .object({
    slug,
    title: localText,
    theme: localText,
    region: localText.nullable(),
    initiator: slug,
    status: editionStatus,
    /** What they want to reach together. */
    goals: z.array(localText),
    /** What they would tell the next people to do this; of finished editions only. */
    lessons: z.array(localText),
    /** Null where the reader does not take part. */
    findings: z.int().nullable(),
  })
  .meta({ id: 'EarlierEdition' });
export type EarlierEdition = z.infer<typeof earlierEdition>;

export const inspiration = z
  .object({ editions: z.array(earlierEdition), examples: z.array(example) })
  .meta({ id: 'Inspiration' });
export type Inspiration = z.infer<typeof inspiration>;

export const inspirationErrors = [
  'preparation.example-unknown',
  'preparation.example-of-another',
  'preparation.year-to-come',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    inspiration: (typeof inspirationErrors)[number];
  }
}

export const inspirationRoutes = {
  listInspiration: defineRoute({
    method: 'get',
    path: '/inspiration',
    operationId: 'listInspiration',
    summary: 'Earlier editions and examples from elsewhere on a theme; without a theme the newest',
    query: z.object({ theme: z.string().trim().max(200).optional() }),
    response: inspiration,
    status: 200,
    errors: [],
  }),
  addExample: defineRoute({
    method: 'post',
    path: '/inspiration',
    operationId: 'addExample',
    summary: 'Add an example for everybody in the network',
    body: z.object({
      theme: textInput,
      title: textInput,
      where: textInput,
      did: textInput,
      useful: textInput,
      link: link.nullable(),
      source: z.string().trim().min(1).max(300),
      year: z.int().min(1950).max(2200),
    }),
    response: example,
    status: 201,
    errors: ['preparation.year-to-come'],
  }),
  removeExample: defineRoute({
    method: 'delete',
    path: '/inspiration/{example}',
    operationId: 'removeExample',
    summary: 'Take back an example I added',
    params: z.object({ example: id }),
    response: z.object({ removed: id }),
    status: 200,
    errors: ['preparation.example-unknown', 'preparation.example-of-another'],
  }),
} as const;
