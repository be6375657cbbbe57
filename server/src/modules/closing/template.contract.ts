import { z } from 'zod';
import { id, instant, slug, textInput, undatedText } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { rung } from '../analyses/questions.contract.ts';
import { boxKey } from '../canvas/boxes.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { answers, questionKeys } from '../preparation/questions.contract.ts';
import { lessonCategories } from './closing-words.contract.ts';

/** The version of the file; another one is refused, never guessed at. */
export const exportFormat = 'datalab-edition';
export const exportVersion = 1;

export const archiveMaxBytes = 120_000_000;

/** What another edition starts from: words only, never data, people or decisions. */
export const template = z
  .object({
    source: z.object({ slug, title: undatedText, organisation: undatedText, exportedAt: instant }),
    aim: undatedText,
    theme: undatedText,
    goals: z
      .array(
        z.object({
          organisation: undatedText.nullable(),
          text: undatedText,
          successCriterion: undatedText.nullable(),
        }),
      )
      .max(100),
    questions: z.array(z.object({ goal: z.int().min(0), text: undatedText, rung })).max(300),
    canvas: z.array(z.object({ box: boxKey, text: undatedText })).max(50),
    dataSets: z.array(z.object({ name: undatedText, owner: undatedText })).max(100),
    /** How it was weighed there whether the problem suits work on data. */
    problemCheck: z
      .array(z.object({ question: z.enum(questionKeys), answer: z.enum(answers), why: undatedText }))
      .max(50),
    lessons: z
      .array(z.object({ category: z.enum(lessonCategories), text: undatedText, forWhom: undatedText }))
      .max(200),
  })
  .meta({ id: 'EditionTemplate' });
export type Template = z.infer<typeof template>;

export const storedTemplate = template
  .extend({ id, by: z.string(), organisation: slug, at: instant })
  .meta({ id: 'StoredTemplate' });
export type StoredTemplate = z.infer<typeof storedTemplate>;

export const templateErrors = [
  'closing.template-unknown',
  'closing.facilitator-only',
  'closing.no-file',
  'closing.file-too-large',
  'closing.file-unreadable',
  'closing.file-too-much',
  'closing.file-incomplete',
  'closing.file-invalid',
  'closing.file-other-version',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    template: (typeof templateErrors)[number];
  }
}

export const templateRoutes = {
  listTemplates: defineRoute({
    method: 'get',
    path: '/edition-templates',
    operationId: 'listTemplates',
    summary: 'Editions of elsewhere from which one can start',
    response: z.array(storedTemplate),
    status: 200,
    errors: ['closing.facilitator-only'],
  }),
  addTemplate: defineRoute({
    method: 'post',
    path: '/edition-templates',
    operationId: 'addTemplate',
    summary: 'Bring the export of an edition; nothing is taken from it but words to start from',
    upload: { maxBytes: archiveMaxBytes },
    response: storedTemplate,
    status: 201,
    errors: [
      'closing.facilitator-only',
      'closing.no-file',
      'closing.file-too-large',
      'closing.file-unreadable',
      'closing.file-too-much',
      'closing.file-incomplete',
      'closing.file-invalid',
      'closing.file-other-version',
    ],
  }),
  startFromTemplate: defineRoute({
    method: 'post',
    path: '/edition-templates/{template}/editions',
    operationId: 'startFromTemplate',
    summary: 'Start an edition in step one with the goals, questions and canvas of a template as drafts',
    params: z.object({ template: id }),
    body: z.object({ slug, title: textInput }),
    response: z.object({ edition: slug }),
    status: 201,
    errors: ['closing.template-unknown', 'closing.facilitator-only', 'editions.slug-taken'],
  }),
  getOrigin: inEdition({
    method: 'get',
    path: '/editions/{edition}/template',
    operationId: 'getOrigin',
    summary: 'The template an edition started from, when there is one',
    params: z.object({ edition: slug }),
    response: storedTemplate.nullable(),
    status: 200,
    errors: [],
  }),
} as const;
