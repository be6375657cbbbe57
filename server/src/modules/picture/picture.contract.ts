import { z } from 'zod';
import { id, instant, integerMax, permission, slug } from '../../platform/http/common.contract.ts';
import { withdrawal } from '../editions/editions.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';

export const documentMaxBytes = 50_000_000;
const textMaxCharacters = 500_000;

export const documentKind = z.enum(['pdf', 'word', 'web', 'table', 'text']).meta({ id: 'DocumentKind' });
export type DocumentKind = z.infer<typeof documentKind>;

export const pictureDocument = z
  .object({
    id,
    title: z.string(),
    kind: documentKind,
    fileName: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    /** Pages of a PDF; parts of about a page of anything else. */
    pages: z.int(),
    organisation: slug,
    by: z.string(),
    at: instant,
    may: z.object({ remove: permission }),
  })
  .meta({ id: 'PictureDocument' });
export type PictureDocument = z.infer<typeof pictureDocument>;

export const pictureFinding = z
  .object({
    id,
    number: z.int(),
    text: z.string(),
    document: pictureDocument.pick({ id: true, title: true, kind: true }),
    page: z.int(),
    /** The words on that page which it rests on. */
    quote: z.string(),
    /** The questions it helps to answer. */
    questions: z.array(id),
    organisation: slug,
    by: z.string(),
    at: instant,
    /** Its source left with the organisation that brought it; the passage left too. */
    withdrawn: withdrawal.nullable(),
  })
  .meta({ id: 'PictureFinding' });
export type PictureFinding = z.infer<typeof pictureFinding>;

export const coverage = z.enum(['answered', 'partly', 'open', 'dropped']).meta({ id: 'Coverage' });
export type Coverage = z.infer<typeof coverage>;

export const picture = z
  .object({
    documents: z.array(pictureDocument),
    findings: z.array(pictureFinding),
    questions: z.array(z.object({ question: id, coverage })),
    may: z.object({ add: permission }),
  })
  .meta({ id: 'Picture' });
export type Picture = z.infer<typeof picture>;

export const pictureHit = z
  .object({
    document: pictureDocument.pick({ id: true, title: true, kind: true }),
    page: z.int(),
    /** The place where it stands, in pieces; the pieces that match are to be marked. */
    passage: z.array(z.object({ text: z.string(), match: z.boolean() })),
  })
  .meta({ id: 'PictureHit' });
export type PictureHit = z.infer<typeof pictureHit>;

export const pictureErrors = [
  'picture.document-unknown',
  'picture.finding-unknown',
  'picture.question-unknown',
  'picture.page-unknown',
  'picture.role-may-not-add',
  'picture.organisation-not-in',
  'picture.contemplation-is-over',
  'picture.not-yours',
  'picture.document-is-cited',
  'picture.already-there',
  'picture.no-file',
  'picture.too-large',
  'picture.wrong-type',
  'picture.broken',
  'picture.has-password',
  'picture.no-text',
  'picture.too-much',
  'picture.quote-not-on-page',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    picture: (typeof pictureErrors)[number];
  }
}

const editionParams = z.object({ edition: slug });
const documentParams = z.object({ edition: slug, document: id });
const findingParams = z.object({ edition: slug, finding: id });
const title = z.string().trim().min(1).max(200);
const findingWords = z.object({
  text: z.string().trim().min(1).max(600),
  questions: z.array(id).max(100),
});
const reading = [
  'picture.already-there',
  'picture.role-may-not-add',
  'picture.organisation-not-in',
  'picture.contemplation-is-over',
  'picture.no-text',
  'picture.broken',
  'picture.too-much',
] as const;

export const pictureRoutes = {
  getPicture: inEdition({
    method: 'get',
    path: '/editions/{edition}/picture',
    operationId: 'getPicture',
    summary: 'What we know already: documents, findings, and which questions they cover',
    params: editionParams,
    response: picture,
    status: 200,
    errors: [],
  }),
  addDocument: inEdition({
    method: 'post',
    path: '/editions/{edition}/documents',
    operationId: 'addDocument',
    summary: 'Add a factsheet, study, saved web page or table',
    params: editionParams,
    query: z.object({ title: title.optional() }),
    upload: { maxBytes: documentMaxBytes },
    response: pictureDocument,
    status: 201,
    errors: [
      ...reading,
      'picture.no-file',
      'picture.too-large',
      'picture.wrong-type',
      'picture.has-password',
    ],
  }),
  addPastedText: inEdition({
    method: 'post',
    path: '/editions/{edition}/pasted-texts',
    operationId: 'addPastedText',
    summary: 'Add a text that somebody copied, for example from a web page',
    params: editionParams,
    body: z.object({ title, text: z.string().trim().min(1).max(textMaxCharacters) }),
    maxBodyBytes: 3_000_000,
    response: pictureDocument,
    status: 201,
    errors: reading,
  }),
  getDocument: inEdition({
    method: 'get',
    path: '/editions/{edition}/documents/{document}',
    operationId: 'getDocument',
    summary: 'The text of a document, page by page',
    params: documentParams,
    response: z.object({
      document: pictureDocument,
      pages: z.array(z.object({ page: z.int(), text: z.string() })),
      findings: z.array(pictureFinding),
      may: z.object({ note: permission }),
    }),
    status: 200,
    errors: ['picture.document-unknown'],
  }),
  downloadDocument: inEdition({
    method: 'get',
    path: '/editions/{edition}/documents/{document}/file',
    operationId: 'downloadDocument',
    summary: 'The file as it was added',
    params: documentParams,
    download: true,
    response: z.null(),
    status: 200,
    errors: ['picture.document-unknown'],
  }),
  removeDocument: inEdition({
    method: 'delete',
    path: '/editions/{edition}/documents/{document}',
    operationId: 'removeDocument',
    summary: 'Take a document away that no finding cites',
    params: documentParams,
    response: picture,
    status: 200,
    errors: [
      'picture.document-unknown',
      'picture.not-yours',
      'picture.document-is-cited',
      'picture.contemplation-is-over',
      'picture.role-may-not-add',
      'picture.organisation-not-in',
    ],
  }),
  searchPicture: inEdition({
    method: 'get',
    path: '/editions/{edition}/picture/passages',
    operationId: 'searchPicture',
    summary: 'Search in everything that was added, in Dutch and in English',
    params: editionParams,
    query: z.object({ q: z.string().trim().min(1).max(200) }),
    response: z.array(pictureHit),
    status: 200,
    errors: [],
  }),
  noteFinding: inEdition({
    method: 'post',
    path: '/editions/{edition}/picture/findings',
    operationId: 'noteFinding',
    summary: 'Note what a document says, with the page and the words it rests on',
    params: editionParams,
    body: findingWords.extend({
      document: id,
      page: z.int().min(1).max(integerMax),
      quote: z.string().trim().min(1).max(2000),
    }),
    response: pictureFinding,
    status: 201,
    errors: [
      'picture.document-unknown',
      'picture.page-unknown',
      'picture.quote-not-on-page',
      'picture.question-unknown',
      'picture.role-may-not-add',
      'picture.organisation-not-in',
      'picture.contemplation-is-over',
    ],
  }),
  changeFinding: inEdition({
    method: 'put',
    path: '/editions/{edition}/picture/findings/{finding}',
    operationId: 'changeFinding',
    summary: 'Reword a finding, or say which questions it helps to answer',
    params: findingParams,
    body: findingWords,
    response: pictureFinding,
    status: 200,
    errors: [
      'picture.finding-unknown',
      'picture.question-unknown',
      'picture.role-may-not-add',
      'picture.organisation-not-in',
      'picture.contemplation-is-over',
    ],
  }),
  removeFinding: inEdition({
    method: 'delete',
    path: '/editions/{edition}/picture/findings/{finding}',
    operationId: 'removeFinding',
    summary: 'Take a finding away',
    params: findingParams,
    response: picture,
    status: 200,
    errors: [
      'picture.finding-unknown',
      'picture.role-may-not-add',
      'picture.organisation-not-in',
      'picture.contemplation-is-over',
    ],
  }),
} as const;
