import { z } from 'zod';
import { slug } from '../../platform/http/common.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';

/** What a report is made of; nothing in it can run, load or style anything. */
export const reportTags = [
  'section',
  'h1',
  'h2',
  'h3',
  'p',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'table',
  'caption',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'blockquote',
  'figure',
  'figcaption',
  'strong',
  'span',
  'a',
  'svg',
  'rect',
  'path',
  'circle',
  'text',
] as const;
export type ReportTag = (typeof reportTags)[number];

const attribute = z.enum([
  'id',
  'class',
  'scope',
  'href',
  'role',
  'aria-label',
  'aria-labelledby',
  'viewBox',
  'x',
  'y',
  'width',
  'height',
  'd',
  'cx',
  'cy',
  'r',
]);
export type ReportAttribute = z.infer<typeof attribute>;

/** One element of a report, in the order of reading; a text is a text. */
export const reportNode = z
  .object({
    tag: z.enum(reportTags),
    attributes: z.partialRecord(attribute, z.string()),
    get children() {
      return z.array(z.union([z.string(), reportNode]));
    },
  })
  .meta({ id: 'ReportNode' });
export type ReportNode = z.infer<typeof reportNode>;

export const reportLanguage = z.enum(['nl', 'en']);
export type ReportLanguage = z.infer<typeof reportLanguage>;

export const report = z
  .object({
    language: reportLanguage,
    title: z.string(),
    fileName: z.string(),
    sections: z.array(reportNode),
  })
  .meta({ id: 'EditionReport' });
export type Report = z.infer<typeof report>;

const asked = {
  params: z.object({ edition: slug }),
  query: z.object({ language: reportLanguage.default('nl') }),
};

export const reportRoutes = {
  getReport: inEdition({
    method: 'get',
    path: '/editions/{edition}/report',
    operationId: 'getReport',
    summary: 'The report of an edition, from who took part to what was learned',
    ...asked,
    response: report,
    status: 200,
    errors: ['closing.not-in'],
  }),
  downloadReport: inEdition({
    method: 'get',
    path: '/editions/{edition}/report/file',
    operationId: 'downloadReport',
    summary: 'The same report as one HTML file that needs nothing else',
    ...asked,
    download: true,
    response: z.null(),
    status: 200,
    errors: ['closing.not-in'],
  }),
  exportEdition: inEdition({
    method: 'get',
    path: '/editions/{edition}/export',
    operationId: 'exportEdition',
    summary: 'The whole edition as an archive, without microdata; with the names of people only when asked',
    params: z.object({ edition: slug }),
    query: z.object({ people: z.enum(['no', 'yes']).default('no') }),
    download: true,
    response: z.null(),
    status: 200,
    errors: ['closing.leader-only', 'closing.export-too-large', 'closing.not-in'],
  }),
} as const;

export const reportErrors = ['closing.export-too-large'] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    report: (typeof reportErrors)[number];
  }
}
